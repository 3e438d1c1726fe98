import { type FixedRules, settledPlay } from '../answer/index.ts';
import type { Game } from '../game/game.ts';
import type { Play } from '../play/play.ts';
import { compiledBelow, LayeredProcess, type Look, possible, type Seen, withOptions } from './layered-process.ts';

/** A play without what rules never decide. */
export interface NarrowPlay extends Play {
  /** Situations of rules of whose decisions some have been left out so far. */
  readonly left: ReadonlySet<number>;
}

/**
 * The play of a scenario whose rules are all fixed, with of each rule's decisions only those that its formula makes: the same situations, the same
 * reports, choices and lies, money still by cells, and no branch for what is never decided. What a formula says depends on the rule's arguments, so it is asked once
 * for each. Throws a DiagnosticError where a formula has no value in its domain.
 */
export function narrowPlay(play: Play, rules: FixedRules): NarrowPlay {
  const left = new Set<number>();
  const look = narrowed(rules, left);
  return {
    ...settledPlay(play),
    left,
    start: (money) => new LayeredProcess(play.start(money), look),
    compile: compiledBelow(play),
  };
}

/**
 * Whether reports in the tree of a narrow play may offer less than in the whole one: some report comes after a rule of whose decisions
 * some are left out, and what is drawn behind those may be claimed too. Linear in the tree.
 */
export function mayLoseClaims(
  { nodes, firstChild, actor, index, informationSets }: Game,
  { left }: NarrowPlay,
): boolean {
  const isLeft = Array.from({ length: informationSets.count }, (_, set) => left.has(informationSets.describe(set).id));
  const isBelow = new Uint8Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const set = (actor[node] ?? -1) < 0 ? -1 : (index[node] ?? -1);
    if (isBelow[node] === 1 && set >= 0 && (informationSets.truthful[set] ?? -1) >= 0) return true;
    if (isBelow[node] === 1 || isLeft[set]) isBelow.fill(1, firstChild[node], firstChild[node + 1]);
  }
  return false;
}

function narrowed(rules: FixedRules, left: Set<number>): Look {
  const known = new Map<number, Seen | undefined>();
  return (inner) => {
    const { event } = inner;
    if (event.kind !== 'rule') return undefined;
    if (known.has(event.situation)) return known.get(event.situation);
    const chances = rules.lottery(event, inner);
    const positions = chances && possible(chances);
    const seen = positions && { positions, event: withOptions(event, positions) };
    known.set(event.situation, seen);
    if (positions && positions.length < event.options.length) left.add(event.situation);
    return seen;
  };
}
