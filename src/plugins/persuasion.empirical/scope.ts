import { type CommitmentProblem, type Game, Refusal } from '../contract/index.ts';

/** Throws a Refusal for what has no place where the sender alone decides, by one signal. */
export function refuseOthers({ game, leader }: CommitmentProblem): void {
  const rational = rationalPlayers(game, leader);
  if (rational.length > 0)
    throw new Refusal(
      [
        `${rational.map((name) => `\`${name}\``).join(', ')} ${rational.length > 1 ? 'are' : 'is'} rational here: no behaviour is known`,
      ],
      [
        'Put somebody in each seat, `seat … with …`, or fix the choices by a `rule`; `commitment.lp` solves for rational receivers.',
      ],
    );
  const { leaves = [], requirements = [], termCell } = game.commitments ?? {};
  if (termCell && termCell.length > 0)
    throw new Refusal(
      ['a committed number is part of the pay'],
      ['Fix it by a `rule`, or let `commitment.lp` solve for it.'],
    );
  if (leaves.length > 0 || requirements.length > 0)
    throw new Refusal(['the rules must meet conditions: `may leave` or `require`'], ['`commitment.lp` takes them.']);
  refuseSeveralSignals(game, leader);
}

function rationalPlayers({ actor, nodes, players }: Game, leader: number): readonly string[] {
  const acting = new Set(Array.from({ length: nodes }, (_, node) => actor[node] ?? -1));
  return players.filter((_, player) => player !== leader && acting.has(player));
}

/** Two signals in one play each know their own arguments only, but share a device: choosing them one by one would not do. */
function refuseSeveralSignals({ informationSets }: Game, leader: number): void {
  const { count, player, parentSequence } = informationSets;
  for (let set = 0; set < count; set++) {
    if (player[set] !== leader || parentSequence[set] === 0) continue;
    throw new Refusal(
      [`\`${informationSets.describe(set).label}\` is drawn after another signal of the same play`],
      ['`commitment.lp` takes several signals.'],
    );
  }
}
