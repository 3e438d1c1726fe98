import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Expression, FunctionModel, OptionTree } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { FixedRules } from '../answer/index.ts';
import { eachDecision } from '../game/decisions.ts';
import type { PlayedGame } from '../game/game.ts';
import { keyOf } from '../play/key.ts';
import type { Process } from '../play/play.ts';
import { show } from '../play/show.ts';
import { Float, type Value } from '../play/value.ts';
import { rewriteChildren } from './rewrite.ts';

/** An option that reads the play. */
export interface MomentLeaf {
  /** The option that it belongs to. */
  readonly key: string;
  /** The choice at which alone it has a value; absent: everywhere. */
  readonly choice: string | undefined;
  readonly value: Expression;
  readonly span: Span;
}

/** The options of a seat that read the play, in order; those under the keys in `choices` belong to one choice each. */
export function momentLeaves(tree: OptionTree | undefined, choices: readonly string[]): readonly MomentLeaf[] {
  if (tree?.kind !== 'options') return [];
  return tree.entries.flatMap(({ key, value }) => {
    if (!choices.includes(key) || value.kind !== 'options') return leavesOf(value, { key, choice: undefined });
    return value.entries.flatMap((entry) => leavesOf(entry.value, { key, choice: entry.key }));
  });
}

function leavesOf(tree: OptionTree, at: Pick<MomentLeaf, 'key' | 'choice'>): readonly MomentLeaf[] {
  if (tree.kind === 'expression') return tree.atMoment ? [{ ...at, value: tree.value, span: tree.span }] : [];
  if (tree.kind === 'list') return tree.items.flatMap((item) => leavesOf(item, at));
  return tree.entries.flatMap(({ value }) => leavesOf(value, at));
}

/** Whether a key means the choice with this label: `bid` is also `bid[1]`. */
export function isChoice(key: string, label: string): boolean {
  return label === key || label.startsWith(`${key}[`);
}

export interface MomentQuestion {
  readonly game: PlayedGame;
  readonly leaves: readonly MomentLeaf[];
  /** Information sets at which they are asked for. */
  readonly sets: ReadonlySet<number>;
  readonly functions: readonly FunctionModel[];
  readonly fixed: FixedRules;
}

interface Reading {
  readonly asked: readonly MomentLeaf[];
  readonly player: string;
  readonly values: ReadonlyMap<MomentLeaf, Value>;
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
  const evaluates = new Map(leaves.map((leaf) => [leaf, game.play.compile(leaf.value, functions)]));
  const readings = new Map<number, Reading>();
  const visit = (set: number, process: Process): void => {
    if (!sets.has(set)) return;
    const first = readings.get(set);
    const asked = first?.asked ?? askedAt(set);
    const values = new Map(asked.map((leaf) => [leaf, evaluates.get(leaf)?.(process) ?? null]));
    if (first) compare(first, { values, path: () => process.path() }, first.player);
    else
      readings.set(set, {
        asked,
        values,
        path: process.path(),
        player: game.informationSets.describe(set).player.name,
      });
  };
  const askedAt = (set: number): readonly MomentLeaf[] => {
    const { label } = game.informationSets.describe(set);
    return leaves.filter(({ choice }) => choice === undefined || isChoice(choice, label));
  };
  const [open] = openNumbers(leaves, game, fixed);
  if (open !== undefined) throw new Refusal([`\`${open}\` has no value before it is solved for`], []);
  eachDecision(game, visit, (cell, process) => fixed.money(game.cells.at(cell), process) ?? new Float(Number.NaN));
  return new Map(
    [...readings].map(([set, { values }]) => [set, new Map([...values].map(([leaf, value]) => [leaf.value, value]))]),
  );
}

interface OtherReading {
  readonly values: ReadonlyMap<MomentLeaf, Value>;
  path(): readonly string[];
}

function compare(one: Reading, other: OtherReading, player: string): void {
  for (const [leaf, here] of one.values) {
    const there = other.values.get(leaf) ?? null;
    if (keyOf(here) === keyOf(there)) continue;
    const { span } = leaf;
    const { path } = one;
    throw new DiagnosticError([
      { code: 'run/seat-leak', span, player, here: show(here), there: show(there), path, other: other.path() },
    ]);
  }
}

/**
 * Labels of committed numbers that the expressions name and nothing fixes: everybody knows the rules, but a number has no value
 * before it is solved for.
 */
function openNumbers(leaves: readonly MomentLeaf[], { cells }: PlayedGame, fixed: FixedRules): readonly string[] {
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
