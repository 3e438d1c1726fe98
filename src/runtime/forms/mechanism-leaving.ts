import type Fraction from 'fraction.js';
import type { MechanismAgent } from '../../plugins/contract/forms.ts';
import type { Game } from '../game/game.ts';
import { fractionOf, ZERO } from './fractions.ts';
import type { MechanismReading } from './mechanism-reader.ts';
import { refuse } from './obstacles.ts';

/** An agent's `may leave`, and which type each group of passings belongs to. */
export interface Leaving {
  readonly leaving: MechanismAgent['leaving'];
  readonly typeOfGroup: ReadonlyMap<number, number>;
}

/** When an agent may leave and what for: the earliest stage counts, the largest worth at it. */
export function leavingOf(
  game: Game,
  { histories, profiles }: MechanismReading,
  agent: number,
  player: number,
): Leaving {
  const points = (game.commitments?.leaves ?? []).filter((point) => point.player === player);
  if (points.length === 0) return { leaving: undefined, typeOfGroup: new Map() };
  const typesAt = new Map<number, Set<number>>(points.map(({ node }) => [node, new Set()]));
  for (const { history, profile } of histories) {
    const type = profiles[profile]?.types[agent] ?? 0;
    for (let node = game.endNode[history.end] ?? 0; node > 0; node = game.parent[node] ?? 0)
      typesAt.get(node)?.add(type);
    typesAt.get(0)?.add(type);
  }
  const groups = new Map<number, Set<number>>();
  for (const { group, node } of points) {
    groups.set(group, new Set([...(groups.get(group) ?? []), ...(typesAt.get(node) ?? [])]));
  }
  const isExAnte = [...groups.values()].some((types) => types.size > 1);
  const isExPost = points.every(({ exPost }) => exPost);
  const counted = points.filter(({ exPost }) => isExPost || !exPost);
  const worth: Fraction[] = [];
  for (const { group, worth: given } of counted) {
    for (const type of groups.get(group) ?? []) {
      const value = fractionOf(given);
      const before = worth[type];
      worth[type] = before?.gt(value) ? before : value;
    }
  }
  const types = new Set(profiles.map((profile) => profile.types[agent]));
  if (Object.keys(worth).length < types.size) refuse([`only some types of \`${game.players[player]}\` may leave`]);
  const typeOfGroup = new Map(
    counted.flatMap(({ group }) => {
      const [type] = groups.get(group) ?? [];
      return type === undefined ? [] : [[group, type] as const];
    }),
  );
  const stage = isExAnte ? 'ex ante' : isExPost ? 'ex post' : 'interim';
  return { leaving: { stage, worth: worth.map((each) => each ?? ZERO) }, typeOfGroup };
}
