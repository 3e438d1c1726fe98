import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Play } from '../play/play.ts';
import { BYTES, Enumeration } from './enumerate.ts';
import { type Commitments, END, type Game } from './game.ts';
import { levelOrder } from './level.ts';
import { estimateHistories } from './probe.ts';

export interface CompileOptions {
  /** Bytes that the tree may take; 2 GiB unless told. */
  readonly bytes?: number;
  /** Keep exact chances and payoffs beside the floats; always kept where the scenario commits. */
  readonly exact?: boolean;
  /** Looked at now and then: once `aborted`, the compilation throws `reason`. */
  readonly signal?: Pick<AbortSignal, 'aborted' | 'reason'>;
}

const DEFAULT_BYTES = 2 * 2 ** 30;

/** Trees up to this size keep their exact numbers without being asked. */
const SMALL = 20_000;

/**
 * Enumerates a play once into flat arrays. Throws a DiagnosticError: where it would not fit, with the estimate, before
 * anything is enumerated; where a domain cannot be listed; and whatever the plays themselves break.
 * Time and memory: linear in the number of histories.
 */
export function compile(play: Play, options: CompileOptions = {}): Game {
  const bytes = options.bytes ?? DEFAULT_BYTES;
  const expected = estimateHistories(play);
  if (expected * BYTES > bytes) throw tooLarge(play, expected, bytes);
  const exact = options.exact ?? (play.commits || expected <= SMALL);
  const tree = new Enumeration(play, { exact, limit: Math.floor(bytes / BYTES) });
  tree.run(options.signal);
  return assembled(play, tree);
}

function tooLarge(play: Play, histories: number, limit: number): DiagnosticError {
  const { span } = play.scenario;
  return new DiagnosticError([{ code: 'game/too-large', span, scenario: play.scenario.name, histories, counted: false, bytes: histories * BYTES, limit, unit: 'bytes' }]);
}

function assembled(play: Play, tree: Enumeration): Game {
  const { levels, position, firstChild, parent, actor, index, chance } = levelOrder(tree);
  const endNode = new Int32Array(tree.ends);
  for (let node = 0; node < actor.length; node++) if (actor[node] === END) endNode[index[node] ?? 0] = node;
  const exactChance = new Array(tree.exactChance.length);
  tree.exactChance.forEach((value, node) => {
    exactChance[position[node] ?? 0] = value;
  });
  return {
    play,
    payees: play.payees,
    players: play.players.map((player) => player.name),
    payeeOf: Int32Array.from(play.payeeOf),
    nodes: tree.nodes,
    levels,
    parent,
    firstChild,
    actor,
    index,
    chance,
    ends: tree.ends,
    endNode,
    payoff: tree.payoff.whole(),
    informationSets: tree.sets.finish(),
    commitments: play.commits ? commitmentsOf(tree, position) : undefined,
    exact: tree.exact ? { chance: exactChance, payoff: tree.exactPayoff } : undefined,
  };
}

function commitmentsOf(tree: Enumeration, position: Int32Array): Commitments {
  const at = (node: number): number => position[node] ?? 0;
  const { play } = tree;
  const situations = Array.from({ length: play.situations.count }, (_, id) => play.situations.at(id));
  const rules = situations.filter((situation) => situation.kind === 'rule').map((situation) => situation.player.index);
  const money = Array.from({ length: play.cells.count }, (_, cell) => play.cells.at(cell).leader.index);
  return {
    leaders: [...new Set([...rules, ...money])].sort((a, b) => a - b),
    termStart: Int32Array.from([...tree.termStart, tree.termCell.length]),
    termCell: Int32Array.from(tree.termCell),
    termPayee: Int32Array.from(tree.termPayee),
    termCoefficient: tree.termCoefficient,
    leaves: tree.leaves.map(({ realised: _, ...leave }) => ({ ...leave, node: at(leave.node) })),
    requirements: tree.requirements.map((requirement) => ({ ...requirement, node: at(requirement.node) })),
  };
}
