import { Refusal, type Seat, type SeatAnswer, type SeatRequest, type SeatWorld } from '../contract/index.ts';
import type { BayesOptions } from './options.ts';
import { behaviourOf, type Filling } from './others.ts';
import { type Reasoned, Reasoner } from './reasoning.ts';

/**
 * A player that believes and replies. At each information set its belief over the histories there is proportional to
 * prior^α · likelihood^β (Grether 1980): the chances of draws and others' moves of which it learned something when they were made, to the power
 * of `likelihood`, and of those that stayed hidden, to that of `prior`. With both 1 this is Bayes' rule. It then takes the action
 * with the highest expected utility, ties evenly, or with `temperature` each with a chance proportional to exp(utility / temperature).
 * What the others do must be fixed, or make no difference.
 */
export class BayesSeat implements Seat<BayesOptions> {
  /** Throws a Refusal, by name, where what it should do depends on what nothing fixes. */
  behave(request: SeatRequest<BayesOptions>, options: BayesOptions): SeatAnswer {
    const world = request.world();
    refuseOpenMoney(world);
    const { informationSets } = world.game;
    const players = [...new Set(world.sets.map((set) => informationSets.player[set] ?? -1))];
    const chances = new Float64Array(world.chances.length);
    for (const player of players) {
      const reasoned = reasonedFor(world, player, options);
      for (const [position, chance] of reasoned.chances.entries()) if (chance > 0) chances[position] = chance;
    }
    return { chances: world.sets.map((set) => rowOf(world, set, chances)) };
  }
}

function rowOf({ game }: SeatWorld, set: number, chances: Float64Array): readonly number[] {
  const { firstAction } = game.informationSets;
  return [...chances.subarray(firstAction[set], firstAction[set + 1])];
}

function reasonedFor(world: SeatWorld, player: number, options: BayesOptions): Reasoned {
  const told = world.told(player);
  const reason = (filling: (other: number) => Filling): Reasoned =>
    new Reasoner(world, player, told, options, behaviourOf(world, filling)).reason();
  const even = reason(() => 'even');
  const open = openPlayers(world, player);
  if (
    open.length === 0 ||
    agrees(
      even,
      reason(() => 'odd'),
    )
  )
    return even;
  const culprit =
    open.find(
      (other) =>
        !agrees(
          even,
          reason((each) => (each === other ? 'odd' : 'even')),
        ),
    ) ?? open[0];
  throw unknownBehaviour(world, player, culprit ?? -1);
}

/** The others who choose something that nothing says. */
function openPlayers({ game, fixed }: SeatWorld, player: number): readonly number[] {
  const { count, player: owner, truthful } = game.informationSets;
  const open = new Set<number>();
  for (let set = 0; set < count; set++) {
    const who = owner[set] ?? -1;
    if (who !== player && fixed[set] !== 1 && (truthful[set] ?? -1) < 0) open.add(who);
  }
  return [...open];
}

const SLACK = 1e-9;

function agrees(one: Reasoned, other: Reasoned): boolean {
  return one.expected.every((value, at) => {
    const difference = Math.abs(value - (other.expected[at] ?? 0));
    return difference <= SLACK * Math.max(1, Math.abs(value));
  });
}

function unknownBehaviour({ game, fixed }: SeatWorld, player: number, other: number): Refusal {
  const { count, player: owner, truthful, describe } = game.informationSets;
  const sets = Array.from({ length: count }, (_, set) => set);
  const set = sets.find((each) => owner[each] === other && fixed[each] !== 1 && (truthful[each] ?? -1) < 0) ?? 0;
  const { label, kind } = describe.call(game.informationSets, set);
  const verb = kind === 'rule' ? 'commits' : 'chooses';
  const rest =
    kind === 'rule'
      ? 'A rule that is being solved for is not known yet: leave the seat to a rational player, as the solver assumes, to solve for it.'
      : 'Somebody in a seat is known to the seats below it.';
  return new Refusal(
    [
      `what \`${game.players[player]}\` should do depends on what \`${game.players[other]}\` ${verb} as \`${label}\`, which nothing fixes`,
    ],
    [`Fix it, \`rule ${label} = …\`, or put somebody in that seat, above this one. ${rest}`],
  );
}

function refuseOpenMoney({ payoff }: SeatWorld): void {
  if (!payoff.some(Number.isNaN)) return;
  throw new Refusal(
    ['a committed number that nothing fixes is part of the pay'],
    ['Fix it by a `rule`, or leave the seat to a rational player.'],
  );
}
