import type { Expression, FunctionModel, OptionTree } from '../../dsl/model.ts';
import { nearest } from '../../dsl/nearest.ts';
import type { Span } from '../../dsl/span.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { FixedRules } from '../answer/index.ts';
import type { PlayedGame } from '../game/game.ts';
import type { SeatHandle } from '../host/index.ts';
import type { Value } from '../play/value.ts';
import { isChoice, type MomentLeaf, momentLeaves, readMoments } from './moments.ts';
import { givenOptions } from './options.ts';
import type { SeatStatement } from './seating.ts';

type Options = Readonly<Record<string, unknown>>;

/** What options are evaluated with. */
export interface SeatDesk {
  readonly game: PlayedGame;
  readonly fixed: FixedRules;
  readonly functions: readonly FunctionModel[];
  readonly evaluate: (expression: Expression) => Value;
  readonly textOf: (span: Span) => string;
  /** The functions of library plugins, by name. */
  readonly calls: () => ReadonlyMap<string, (...values: readonly Value[]) => Value>;
}

/**
 * The options of a seat at each of the information sets: one object for all where nothing depends on the decision. Throws a
 * DiagnosticError for wrong options and leaks, and a Refusal where an option reads the play that its plugin wants to be constant,
 * or is for a choice that is not there.
 */
export function seatOptions(
  { plugin }: SeatStatement,
  handle: SeatHandle,
  sets: readonly number[],
  { game, fixed, functions, evaluate }: SeatDesk,
): readonly Options[] {
  const { choices = [] } = handle.manifest;
  const labels = sets.map((set) => game.informationSets.describe(set).label);
  const moments = momentLeaves(plugin.options, choices);
  refuseConstants(moments, handle);
  refuseStrangers(plugin.options, choices, labels);
  const values =
    moments.length === 0 ? undefined : readMoments({ game, leaves: moments, sets: new Set(sets), functions, fixed });
  const constants = remembered(evaluate);
  const checked = (label: string, known: ReadonlyMap<Expression, Value> | undefined): Options =>
    handle.options(
      givenOptions(
        optionsOfChoice(plugin.options, choices, label),
        plugin.span,
        (each) => known?.get(each) ?? constants(each),
      ),
    );
  const byLabel = new Map<string, Options>();
  return sets.map((set, at) => {
    const label = labels[at] ?? '';
    const known = byLabel.get(label) ?? checked(label, values?.get(set));
    // Without moments, decisions of one choice have one object.
    if (!values) byLabel.set(label, known);
    return known;
  });
}

/** Options for the run document: those that depend on the decision stand there as written. */
export function writtenOptions(
  { plugin }: SeatStatement,
  handle: SeatHandle,
  first: Options,
  textOf: (span: Span) => string,
): Options {
  const { choices = [] } = handle.manifest;
  const keys = new Set([...choices, ...momentLeaves(plugin.options, choices).map(({ key }) => key)]);
  const entries = plugin.options?.kind === 'options' ? plugin.options.entries : [];
  const written = entries.filter(({ key }) => keys.has(key)).map(({ key, value }) => [key, textOf(value.span)]);
  return { ...first, ...Object.fromEntries(written) };
}

function remembered(evaluate: (expression: Expression) => Value): (expression: Expression) => Value {
  const known = new Map<Expression, Value>();
  return (expression) => {
    const value = known.get(expression) ?? evaluate(expression);
    known.set(expression, value);
    return value;
  };
}

/** Of options whose keys are choices, the entries of one choice. */
function optionsOfChoice(
  tree: OptionTree | undefined,
  choices: readonly string[],
  label: string,
): OptionTree | undefined {
  if (tree?.kind !== 'options') return tree;
  const entries = tree.entries.map((entry) => {
    const { key, value } = entry;
    if (!choices.includes(key) || value.kind !== 'options') return entry;
    return { ...entry, value: { ...value, entries: value.entries.filter((inner) => isChoice(inner.key, label)) } };
  });
  return { ...tree, entries };
}

function refuseConstants(moments: readonly MomentLeaf[], { manifest }: SeatHandle): void {
  const { varies = [] } = manifest;
  const wrong = moments.find(({ key }) => !varies.includes(key));
  if (!wrong) return;
  const help = varies.length > 0 ? [`What may depend on it: ${varies.map((key) => `\`${key}\``).join(', ')}.`] : [];
  throw new Refusal([`its option \`${wrong.key}\` cannot depend on what the player has seen`], help);
}

function refuseStrangers(tree: OptionTree | undefined, choices: readonly string[], labels: readonly string[]): void {
  if (tree?.kind !== 'options') return;
  const keys = tree.entries.flatMap(({ key, value }) =>
    choices.includes(key) && value.kind === 'options' ? value.entries.map((entry) => entry.key) : [],
  );
  const stranger = keys.find((key) => !labels.some((label) => isChoice(key, label)));
  if (stranger === undefined) return;
  const known = [...new Set(labels.map((label) => label.replace(/\[.*$/, '')))];
  const meant = nearest(stranger, known);
  throw new Refusal(
    [`who sits here never chooses \`${stranger}\``],
    [meant ? `Did you mean \`${meant}\`?` : `The choices are ${known.map((each) => `\`${each}\``).join(', ')}.`],
  );
}
