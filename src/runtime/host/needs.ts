import type { Needs, SolverManifest } from '../../plugins/contract/plugin.ts';
import { perfectRecall } from '../game/recall.ts';
import type { Problem, ProblemClass } from '../problem/problem.ts';

/** For each class the classes inside it, itself included: what a solver of the class takes. */
const inside: Readonly<Record<ProblemClass, readonly ProblemClass[]>> = {
  commitment: ['commitment'],
  preference: ['preference'],
  'zero-sum': ['zero-sum', 'preference'],
  'team-zero-sum': ['team-zero-sum', 'zero-sum', 'preference'],
  'general-sum': ['general-sum', 'zero-sum', 'preference'],
};

/**
 * Why a solver cannot take a problem: one sentence for each clause of its manifest that does not hold, in the reader's
 * words; empty where it can. Linear in the size of the tree, once for each game.
 */
export function refusal(manifest: SolverManifest, problem: Problem): readonly string[] {
  if (!takes(manifest.solves, problem) && !isBeyond(manifest, problem)) {
    return [`it takes ${named(manifest.solves)} problems, and this is ${article(problem.class)} problem`];
  }
  return [
    ...playerClauses(manifest.needs, problem),
    ...commitmentClauses(manifest.needs, problem),
    ...recallClauses(manifest.needs, problem),
    ...playClauses(manifest.needs, problem),
    ...(manifest.needs.simultaneous && !isSimultaneous(problem)
      ? ['it needs a game of one move each, but here somebody moves after seeing something']
      : []),
  ];
}

/** Whether a problem is outside the class that a solver has guarantees for, but in the wider one that it takes as well. */
export function isBeyond({ solves, beyond }: SolverManifest, problem: Problem): boolean {
  return beyond !== undefined && !takes(solves, problem) && takes(beyond, problem);
}

/** What is said with an answer beyond the class that a solver is made for. */
export function heuristicSentence({ id, solves }: SolverManifest): string {
  return `outside ${solves} games \`${id}\` is a heuristic: nothing promises that it comes close to an equilibrium, and the gap says how close it came`;
}

function takes(solves: ProblemClass, problem: Problem): boolean {
  return inside[solves].includes(problem.class);
}

/** Games of scenarios have perfect recall; those from files of other programs may not. */
function recallClauses(needs: Needs, { game }: Problem): readonly string[] {
  const recall = needs.perfectRecall ? perfectRecall(game) : undefined;
  if (!recall || recall.holds) return [];
  const { player, label } = game.informationSets.describe(recall.set);
  return [`it needs perfect recall, but at \`${label}\` \`${player.name}\` has forgotten what it did or knew before`];
}

/** What samples a scenario's play has nothing to sample in a tree from a file. */
function playClauses({ tree }: Needs, { game }: Problem): readonly string[] {
  return tree === false && game.play === undefined
    ? ['it plays a scenario again and again, and behind this tree there is none']
    : [];
}

function playerClauses(needs: Needs, problem: Problem): readonly string[] {
  if (needs.players === undefined) return [];
  const acting = new Set(problem.game.informationSets.player).size;
  return acting === needs.players
    ? []
    : [`it needs ${count(needs.players, 'player')} that choose, and there ${are(acting)}`];
}

function commitmentClauses(needs: Needs, problem: Problem): readonly string[] {
  const { players, commitments } = problem.game;
  const leaders = commitments?.leaders.length ?? 0;
  const followers = problem.class === 'commitment' ? problem.followers.length : 0;
  const clauses: string[] = [];
  if (needs.leaders !== undefined && needs.leaders !== leaders) {
    const names = commitments?.leaders.map((leader) => `\`${players[leader]}\``) ?? [];
    const who = names.length > 0 ? `, ${names.join(' and ')}` : '';
    clauses.push(`it needs ${count(needs.leaders, 'player')} that commits, and there ${are(leaders)}${who}`);
  }
  if (needs.followers !== undefined && needs.followers !== followers) {
    clauses.push(`it needs ${count(needs.followers, 'follower')}, and there ${are(followers)}`);
  }
  return clauses;
}

/** What would help where a clause does not hold, in whole sentences, if that is known. */
export function helpFor({ needs }: SolverManifest, { game }: Problem): readonly string[] {
  const leaders = game.commitments?.leaders.length ?? 0;
  return needs.leaders === 1 && leaders > 1
    ? ['Let one player commit: fix the rules of the others with `rule`, or let them choose instead of committing.']
    : [];
}

function isSimultaneous(problem: Problem): boolean {
  return problem.class !== 'commitment' && problem.simultaneous;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const are = (n: number): string => (n === 1 ? 'is 1' : `are ${n}`);
const named = (name: ProblemClass): string => name.replaceAll('-', ' ').replace('sum', '-sum').replace(' -sum', '-sum');
const article = (name: ProblemClass): string => `a ${named(name)}`;
