import type { Game } from '../../game/game.ts';
import { at, entry } from '../number.ts';
import { actionCount } from '../own-tree.ts';
import { exchange, type SetMap, setsOfLabel } from './exchange.ts';

/** A finite rule whose values are mere names, drawn at most once in a play. */
export interface LabelRule {
  readonly label: string;
  readonly values: number;
  /** For each value, what the first value's information sets become where it stands instead. */
  readonly maps: readonly SetMap[];
  /** For each information set, the value that its player knows to have been drawn; -1 where it does not know. */
  readonly known: Int32Array;
}

/**
 * Those of the named rules that are labels indeed, verified on the game. A rule is left out if another is known at the
 * same information set of a follower: then its values count as different information.
 */
export function labelRules(game: Game, leader: number, names: readonly string[]): readonly LabelRule[] {
  const rules: LabelRule[] = [];
  for (const name of new Set(names)) {
    const rule = labelRule(game, name);
    if (rule && !rules.some((other) => overlap(game, leader, rule, other))) rules.push(rule);
  }
  return rules;
}

function labelRule(game: Game, label: string): LabelRule | undefined {
  const ruled = setsOfLabel(game, label);
  const counts = new Set([...ruled].map((set) => actionCount(game, set)));
  const [values] = counts;
  if (values === undefined || counts.size > 1) return undefined;
  const known = knownValues(game, ruled);
  if (!known) return undefined;
  const identity = Int32Array.from({ length: game.informationSets.count }, (_, set) => set);
  const maps: SetMap[] = [identity];
  for (let value = 1; value < values; value++) {
    const map = exchange(game, label, 0, value);
    if (!map) return undefined;
    maps.push(map);
  }
  return { label, values, maps, known };
}

/** For each set the value drawn before all of its histories; -1 where it varies; undefined if a play draws twice. */
function knownValues(game: Game, ruled: ReadonlySet<number>): Int32Array | undefined {
  const drawn = new Int32Array(game.nodes).fill(-1);
  const known = new Int32Array(game.informationSets.count).fill(-2);
  for (let node = 0; node < game.nodes; node++) {
    const set = at(game.index, node);
    const isDecision = at(game.actor, node) >= 0;
    const isDraw = isDecision && ruled.has(set);
    if (isDraw && at(drawn, node) >= 0) return undefined;
    if (isDecision) known[set] = at(known, set) === -2 || at(known, set) === at(drawn, node) ? at(drawn, node) : -1;
    const first = at(game.firstChild, node);
    for (let child = first; child < at(game.firstChild, node + 1); child++)
      drawn[child] = isDraw ? child - first : at(drawn, node);
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
