import type { FixedRules } from '../answer/index.ts';
import type { Play } from '../play/play.ts';
import { compiledBelow, LayeredProcess, type Look, possible, type Seen, withOptions } from './layered-process.ts';

/**
 * The play of a scenario whose rules are all fixed, with of each rule's decisions only those that its formula makes: the same situations, the same
 * reports, choices and lies, money still by cells, and no branch for what is never decided. What a formula says depends on the rule's arguments, so it is asked once
 * for each. Throws a DiagnosticError where a formula has no value in its domain.
 */
export function narrowPlay(play: Play, rules: FixedRules): Play {
  const { scenario, parameters, players, teams, payees, payeeOf, situations, cells, commits } = play;
  const look = narrowed(rules);
  return {
    scenario,
    parameters,
    players,
    teams,
    payees,
    payeeOf,
    situations,
    cells,
    commits,
    get leaders() {
      return play.leaders;
    },
    start: (money) => new LayeredProcess(play.start(money), look),
    assign: (slot, value) => play.assign(slot, value),
    compile: compiledBelow(play),
  };
}

function narrowed(rules: FixedRules): Look {
  const known = new Map<number, Seen | undefined>();
  return (inner) => {
    const { event } = inner;
    if (event.kind !== 'rule') return undefined;
    if (known.has(event.situation)) return known.get(event.situation);
    const chances = rules.lottery(event, inner);
    const positions = chances && possible(chances);
    const seen = positions && { positions, event: withOptions(event, positions) };
    known.set(event.situation, seen);
    return seen;
  };
}
