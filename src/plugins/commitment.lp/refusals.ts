import { Refusal } from '../contract/index.ts';
import type { CommitmentOptions } from './options.ts';
import { findInfluence, influenceInWords } from './stages.ts';
import type { Tree } from './tree.ts';

/** Throws a Refusal for what the formulation does not cover, by name and with what would help. */
export function refuse(tree: Tree, options: CommitmentOptions): void {
  const obstacles = [
    ...leaderObstacles(tree),
    ...stageObstacles(tree),
    ...teamObstacles(tree),
    ...optionObstacles(tree, options),
  ];
  refuseFor(obstacles);
}

/** Refuses what would make recommendations meaningless: several leaders, a leader that also chooses. */
export function refuseLeaders(tree: Tree): void {
  refuseFor(leaderObstacles(tree));
}

function refuseFor(obstacles: readonly Obstacle[]): void {
  if (obstacles.length === 0) return;
  throw new Refusal(
    obstacles.map(({ reason }) => reason),
    obstacles.map(({ help }) => help),
  );
}

interface Obstacle {
  readonly reason: string;
  /** A whole sentence. */
  readonly help: string;
}

function leaderObstacles({ game, leader, commitments }: Tree): readonly Obstacle[] {
  if (commitments.leaders.length > 1) {
    const names = commitments.leaders.map((player) => `\`${game.players[player]}\``).join(' and ');
    return [
      { reason: `${names} all commit`, help: 'Let one player commit, or fix the rules of the others with `rule`.' },
    ];
  }
  for (let set = 0; set < game.informationSets.count; set++) {
    const { kind, player, label } = game.informationSets.describe(set);
    if (player.index !== leader || kind === 'rule') continue;
    const verb = kind === 'choice' ? 'chooses' : 'reports';
    return [
      {
        reason: `\`${player.name}\` commits, and also ${verb} \`${label}\``,
        help: `Let \`${player.name}\` commit \`${label}\` too, or give that move to another player.`,
      },
    ];
  }
  return [];
}

function stageObstacles(tree: Tree): readonly Obstacle[] {
  const influence = findInfluence(tree);
  if (!influence) return [];
  return [
    {
      reason: `${influenceInWords(influence)}: followers who act one after another need a rule of several stages`,
      help: 'It takes followers who act at the same time: let nobody see what another follower does before it chooses itself.',
    },
  ];
}

function teamObstacles({ game, followers }: Tree): readonly Obstacle[] {
  const first = new Map<number, number>();
  for (const follower of followers) {
    const payee = game.payeeOf[follower] ?? 0;
    const other = first.get(payee);
    first.set(payee, follower);
    if (other === undefined) continue;
    const names = `\`${game.players[other]}\` and \`${game.players[follower]}\``;
    return [
      {
        reason: `${names} follow as a team, and could deviate together`,
        help: 'Make the team one player, or its members players of their own.',
      },
    ];
  }
  return [];
}

function optionObstacles({ followers }: Tree, options: CommitmentOptions): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (options.ties === 'against' && followers.length > 1) {
    obstacles.push({
      reason:
        'its option `ties: against` takes one follower, because the worst equilibrium of several is no linear program',
      help: 'Leave the option out: ties are then broken for the player that commits.',
    });
  }
  return obstacles;
}
