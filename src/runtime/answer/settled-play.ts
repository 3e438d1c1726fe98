import type { Play } from '../play/play.ts';

/** The same play for a game in which formulas have fixed something: revising the scenario would forget them. */
export function settledPlay(play: Play): Play {
  const { scenario, parameters, players, teams, payees, payeeOf, commits, leaders, situations, cells } = play;
  return {
    scenario,
    parameters,
    players,
    teams,
    payees,
    payeeOf,
    commits,
    leaders,
    situations,
    cells,
    start: (money) => play.start(money),
    assign: (slot, value) => play.assign(slot, value),
    compile: (expression, functions) => play.compile(expression, functions),
  };
}
