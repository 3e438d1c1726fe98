import type { Exact, Float, Known, LeavePoint, RequirePoint, Value } from '../contract/index.ts';
import { keyOf, toDouble } from './numbers.ts';
import { at, type Tree } from './tree.ts';

/** A value of the language as its author would write it. */
export function valueInWords(value: Value): string {
  if (value === null) return 'none';
  if (typeof value === 'object') {
    if (Array.isArray(value)) return `[${value.map(valueInWords).join(', ')}]`;
    if ('num' in value) return `${value.num}/${value.den}`;
    if ('value' in value) return String(value.value);
    if ('name' in value) return value.name;
    if ('items' in value) return `(${value.items.map(valueInWords).join(', ')})`;
    if ('entries' in value && value.entries instanceof Map) {
      return `{ ${Array.from(value.entries.values(), ([k, v]) => `${valueInWords(k)}: ${valueInWords(v)}`).join(', ')} }`;
    }
    return '…';
  }
  return String(value);
}

/** `wage(output = success)`. */
export function cellInWords({ game }: Tree, cell: number): string {
  const { label, arguments: values } = game.cells.at(cell);
  return values.length === 0 ? `\`${label}\`` : `\`${label}(${knownInWords(values)})\``;
}

/** `` `agent`, knowing skill = able ``. */
export function setInWords({ game }: Tree, set: number): string {
  const { player, knows } = game.informationSets.describe(set);
  return knows.length === 0 ? `\`${player.name}\`` : `\`${player.name}\`, knowing ${knownInWords(knows)},`;
}

/** What deviating by the action at a position means. */
export function deviationInWords(tree: Tree, position: number, told: number): string {
  const { game } = tree;
  const set = at(tree.setOf, position);
  const first = at(game.informationSets.firstAction, set);
  const values = game.informationSets.actions(set);
  const { kind, label, id } = game.informationSets.describe(set);
  if (id < 0) return `${setInWords(tree, set)} must not gain by leaving`;
  const [instead, planned] = [values[position - first], values[told]].map((v) =>
    v === undefined ? '' : valueInWords(v),
  );
  const verb = kind === 'report' ? 'reporting' : `choosing ${label} =`;
  return `${setInWords(tree, set)} must not gain by ${verb} ${instead} instead of ${planned}`;
}

/** Why a player must be given so much. */
export function participationInWords(tree: Tree, points: readonly LeavePoint[]): string {
  const [first] = points;
  if (!first) return '';
  const name = tree.game.players[first.player] ?? '';
  const shared = sharedKnowledge(tree, points);
  const when = first.exPost ? ' in every play' : shared.length > 0 ? `, knowing ${knownInWords(shared)},` : '';
  const worths = [...new Set(points.map(({ worth }) => numberInWords(worth)))];
  return `\`${name}\`${when} must get at least ${worths.length === 1 ? worths[0] : 'what leaving is worth'} (\`may leave\`)`;
}

/** `require`: what must hold, with the money that stands in it. */
export function requirementInWords(tree: Tree, { relation, constant, terms }: RequirePoint): string {
  if (relation === 'never') return 'a `require` that is false whatever the money';
  const parts = Array.from(terms, ([cell, factor]) => `${factorInWords(factor)}${cellInWords(tree, cell)}`);
  if (toDouble(constant) !== 0) parts.push(numberInWords(constant));
  return `\`require\`: ${parts.join(' + ')} ${relation} 0`;
}

/** The option `budget`. */
export function budgetInWords(isAverage: boolean): string {
  return `followers must pay in what they are paid, ${isAverage ? 'on average (`budget: expected`)' : 'in every play (`budget: expost`)'}`;
}

export function numberInWords(value: Exact | Float): string {
  const double = toDouble(value);
  return String(double).length <= 8
    ? String(double)
    : typeof value === 'object' && 'den' in value
      ? keyOf(value)
      : String(double);
}

function factorInWords(factor: Exact | Float): string {
  const double = toDouble(factor);
  return double === 1 ? '' : double === -1 ? '-' : `${numberInWords(factor)} x `;
}

/** `output = success, advice = work`. */
export function knownInWords(known: readonly Known[]): string {
  return known.map(({ label, value }) => `${label} = ${valueInWords(value)}`).join(', ');
}

/** What the player knows in all of these situations, as far as its next, or else its last own decision tells. */
function sharedKnowledge(tree: Tree, points: readonly LeavePoint[]): readonly Known[] {
  let shared: readonly Known[] | undefined;
  for (const { player, node } of points) {
    const set = nextSet(tree, player, node);
    const knows = set === undefined ? [] : tree.game.informationSets.describe(set).knows;
    const texts = new Set(knows.map((known) => knownInWords([known])));
    shared = (shared ?? knows).filter((known) => texts.has(knownInWords([known])));
  }
  return shared ?? [];
}

function nextSet({ game }: Tree, player: number, from: number): number | undefined {
  for (let node = from; at(game.firstChild, node + 1) > at(game.firstChild, node); node = at(game.firstChild, node)) {
    if (at(game.actor, node) === player) return at(game.index, node);
  }
  for (let node = from; node > 0; node = at(game.parent, node)) {
    const above = at(game.parent, node);
    if (at(game.actor, above) === player) return at(game.index, above);
  }
  return undefined;
}
