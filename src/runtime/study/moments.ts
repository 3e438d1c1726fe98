import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Expression, FunctionModel, OptionTree } from '../../dsl/model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { FixedRules } from '../answer/index.ts';
import { eachDecision } from '../game/decisions.ts';
import type { PlayedGame } from '../game/game.ts';
import { keyOf } from '../play/key.ts';
import type { Process } from '../play/play.ts';
import { show } from '../play/show.ts';
import { Float, type Value } from '../play/value.ts';
import { rewriteChildren } from './rewrite.ts';

type Leaf = Extract<OptionTree, { readonly kind: 'expression' }>;

/** The options of a seat that read the play, in order; `key` is the option that each belongs to. */
export function momentLeaves(tree: OptionTree | undefined): readonly { readonly key: string; readonly leaf: Leaf }[] {
  if (tree?.kind !== 'options') return [];
  return tree.entries.flatMap(({ key, value }) => leavesOf(value).map((leaf) => ({ key, leaf })));
}

function leavesOf(tree: OptionTree): readonly Leaf[] {
  if (tree.kind === 'expression') return tree.atMoment ? [tree] : [];
  return tree.kind === 'list' ? tree.items.flatMap(leavesOf) : tree.entries.flatMap(({ value }) => leavesOf(value));
}

export interface MomentQuestion {
  readonly game: PlayedGame;
  readonly leaves: readonly Leaf[];
  /** Information sets at which they are asked for. */
  readonly sets: ReadonlySet<number>;
  readonly functions: readonly FunctionModel[];
  readonly fixed: FixedRules;
}

interface Reading {
  readonly values: readonly Value[];
  readonly path: readonly string[];
}

/**
 * Evaluates expressions at every history of some information sets: what differs between two histories that look the same to the
 * player would tell it something. Linear in the histories. Throws a DiagnosticError, for a leak with both plays and for an
 * expression without a value, and a Refusal for a committed number that is not known yet.
 */
export function readMoments({
  game,
  leaves,
  sets,
  functions,
  fixed,
}: MomentQuestion): ReadonlyMap<number, ReadonlyMap<Expression, Value>> {
  const evaluates = leaves.map(({ value }) => game.play.compile(value, functions));
  const readings = new Map<number, Reading>();
  const visit = (set: number, process: Process): void => {
    if (!sets.has(set)) return;
    const values = evaluates.map((evaluate) => evaluate(process));
    const first = readings.get(set);
    if (!first) readings.set(set, { values, path: process.path() });
    else compare(first, { values, path: process.path() }, leaves, game.informationSets.describe(set).player.name);
  };
  const [open] = openNumbers(leaves, game, fixed);
  if (open !== undefined) throw new Refusal([`\`${open}\` has no value before it is solved for`], []);
  eachDecision(game, visit, (cell, process) => fixed.money(game.cells.at(cell), process) ?? new Float(Number.NaN));
  return new Map(
    [...readings].map(([set, { values }]) => [set, new Map(leaves.map(({ value }, i) => [value, values[i] ?? null]))]),
  );
}

function compare(one: Reading, other: Reading, leaves: readonly Leaf[], player: string): void {
  for (const [i, { span }] of leaves.entries()) {
    const [here, there] = [one.values[i] ?? null, other.values[i] ?? null];
    if (keyOf(here) === keyOf(there)) continue;
    const { path } = one;
    throw new DiagnosticError([
      { code: 'run/seat-leak', span, player, here: show(here), there: show(there), path, other: other.path },
    ]);
  }
}

/**
 * Labels of committed numbers that the expressions name and nothing fixes: everybody knows the rules, but a number has no value
 * before it is solved for.
 */
function openNumbers(leaves: readonly Leaf[], { cells }: PlayedGame, fixed: FixedRules): readonly string[] {
  const labels = Array.from({ length: cells.count }, (_, cell) => cells.at(cell).label);
  const open = new Set(labels.filter((label) => !fixed.fixes(label)).map((label) => label.replace(/\[.*$/, '')));
  return [...new Set(leaves.flatMap(({ value }) => namesIn(value)))].filter((name) => open.has(name));
}

function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === 'reference') return [expression.to.name];
  const found: string[] = [];
  rewriteChildren(expression, (inner) => {
    found.push(...namesIn(inner));
    return inner;
  });
  return found;
}
