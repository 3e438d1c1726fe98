import type { Game } from '../../game/game.ts';
import { at, entry } from '../number.ts';
import { actionCount } from '../own-tree.ts';
import { ValueExchange } from './exchange.ts';

/**
 * A finite rule whose values are mere names, drawn at most once in a play; or the part of one that is drawn where
 * followers already know something else, such as their own reports: there the values may mean something else.
 */
export interface LabelRule {
  readonly label: string;
  readonly values: number;
  /** For each value, what the first value's information sets become where it stands instead. */
  readonly maps: readonly Int32Array[];
  /** For each information set, the value that its player knows to have been drawn; -1 where it does not know. */
  readonly known: Int32Array;
}

/**
 * Those of the named rules that are labels indeed, verified on the game. A rule is left out if another is known at the
 * same information set of a follower: then its values count as different information.
 */
export function labelRules(game: Game, leader: number, names: readonly string[]): readonly LabelRule[] {
  const rules: LabelRule[] = [];
  for (const name of new Set(names))
    for (const rule of partsOfRule(game, leader, name))
      if (!rules.some((other) => overlap(game, leader, rule, other))) rules.push(rule);
  return rules;
}

function partsOfRule(game: Game, leader: number, label: string): readonly LabelRule[] {
  const ruled = setsOfLabel(game, label);
  const counts = new Set([...ruled].map((set) => actionCount(game, set)));
  const [values] = counts;
  if (values === undefined || counts.size > 1) return [];
  const known = knownValues(game, ruled);
  if (!known) return [];
  const nodes = nodesOf(game, ruled);
  const parts = new Parts(ruled);
  const exchange = new ValueExchange(game, (one, other) => parts.join(one, other));
  const maps: Int32Array[] = [Int32Array.from({ length: game.informationSets.count }, (_, set) => set)];
  for (let value = 1; value < values; value++) {
    const map = exchange.between(0, value, nodes);
    if (!map) return [];
    maps.push(map);
  }
  return split(game, leader, { label, values, maps, known }, ruled, parts);
}

/** One rule for each part: what it says of the sets that come after draws of other parts is left out. */
function split(
  game: Game,
  leader: number,
  rule: LabelRule,
  ruled: ReadonlySet<number>,
  parts: Parts,
): readonly LabelRule[] {
  const names = parts.names();
  if (names.length === 1) return [rule];
  const part = partOfSets(game, ruled, parts);
  const { player } = game.informationSets;
  return names
    .map((name) => ({ ...rule, known: rule.known.map((value, set) => (part[set] === name ? value : -1)) }))
    .filter(({ known }) => known.some((value, set) => value >= 0 && player[set] !== leader));
}

/** For each information set the part in which the rule is drawn before it; -1 where that varies. */
function partOfSets(game: Game, ruled: ReadonlySet<number>, parts: Parts): Int32Array {
  const above = new Int32Array(game.nodes).fill(-1);
  const part = new Int32Array(game.informationSets.count).fill(-2);
  for (let node = 0; node < game.nodes; node++) {
    const isDecision = at(game.actor, node) >= 0;
    const set = isDecision ? at(game.index, node) : -1;
    const before = at(above, node);
    if (isDecision) part[set] = at(part, set) === -2 || at(part, set) === before ? before : -1;
    const next = isDecision && ruled.has(set) ? parts.of(set) : before;
    above.fill(next, at(game.firstChild, node), at(game.firstChild, node + 1));
  }
  return part;
}

/** The information sets at which a rule of this label is drawn. */
function setsOfLabel(game: Game, label: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (let set = 0; set < game.informationSets.count; set++) {
    const situation = game.informationSets.describe(set);
    if (situation.kind === 'rule' && situation.label === label) found.add(set);
  }
  return found;
}

function nodesOf(game: Game, sets: ReadonlySet<number>): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < game.nodes; node++)
    if ((game.actor[node] ?? -1) >= 0 && sets.has(game.index[node] ?? -1)) nodes.push(node);
  return nodes;
}

/** For each set the value drawn before all of its histories; -1 where it varies; undefined if a play draws twice. */
function knownValues(game: Game, ruled: ReadonlySet<number>): Int32Array | undefined {
  const drawn = new Int32Array(game.nodes).fill(-1);
  const known = new Int32Array(game.informationSets.count).fill(-2);
  for (let node = 0; node < game.nodes; node++) {
    const set = game.index[node] ?? -1;
    const isDecision = (game.actor[node] ?? -1) >= 0;
    const isDraw = isDecision && ruled.has(set);
    const before = drawn[node] ?? -1;
    if (isDraw && before >= 0) return undefined;
    if (isDecision) known[set] = known[set] === -2 || known[set] === before ? before : -1;
    const first = game.firstChild[node] ?? 0;
    const last = game.firstChild[node + 1] ?? 0;
    for (let child = first; child < last; child++) drawn[child] = isDraw ? child - first : before;
  }
  return known.map((value) => Math.max(value, -1));
}

function overlap(game: Game, leader: number, one: LabelRule, other: LabelRule): boolean {
  return one.known.some(
    (value, set) => value >= 0 && at(other.known, set) >= 0 && at(game.informationSets.player, set) !== leader,
  );
}

/** The set that stands where this one does, once the rule's first value is replaced by another. */
export function imageOf(rule: LabelRule, value: number, set: number): number {
  return at(entry(rule.maps, value), set);
}

/** The information sets of a rule, joined where the same things change places below them. */
class Parts {
  private readonly up: Map<number, number>;

  constructor(sets: Iterable<number>) {
    this.up = new Map([...sets].map((set) => [set, set]));
  }

  of(set: number): number {
    let top = set;
    for (let up = this.up.get(top); up !== undefined && up !== top; up = this.up.get(top)) top = up;
    this.up.set(set, top);
    return top;
  }

  join(one: number, other: number): void {
    if (one !== other) this.up.set(this.of(one), this.of(other));
  }

  names(): readonly number[] {
    return [...this.up.keys()].filter((set) => this.of(set) === set);
  }
}
