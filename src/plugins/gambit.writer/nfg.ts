import Fraction from 'fraction.js';
import { type GameTree, type Ratio, Refusal, type TreeNode } from '../contract/index.ts';
import { type PureStrategy, reducedStrategies } from './strategies.ts';
import { inBraces, quoted, ratioText } from './text.ts';

/** So many histories are passed at the most to fill the table. */
const MOST_WORK = 20_000_000;

type Combination = readonly (PureStrategy | undefined)[];

/**
 * Gambit's .nfg, version 1: what each combination of reduced strategies pays on average over nature, exactly, the first
 * player's changing fastest. Throws a Refusal where the table would be too large. Combinations times histories.
 */
export function writeStrategic({ title, comment, players, root }: GameTree): string {
  const strategies = players.map((_, player) => reducedStrategies(root, player));
  const combinations = strategies.reduce((product, { length }) => product * length, 1);
  if (combinations * size(root) > MOST_WORK) throw tooLarge(players, strategies);
  const lines = [
    `NFG 1 R ${quoted(title)} ${inBraces(players.map(quoted))}`,
    '',
    inBraces(strategies.map((all) => inBraces(all.map(({ name }) => quoted(name))))),
    quoted(comment),
    '',
  ];
  for (let at = 0; at < combinations; at++)
    lines.push(expected(root, combination(strategies, at), players.length).map(ratioText).join(' '));
  return `${lines.join('\n')}\n`;
}

function tooLarge(players: readonly string[], strategies: readonly (readonly PureStrategy[])[]): Refusal {
  const counts = players.map((player, at) => `${strategies[at]?.length} of \`${player}\``);
  return new Refusal(
    [`its table would be too large: the strategies are ${counts.join(', ')}`],
    ['Write the tree itself, as .efg.'],
  );
}

function size(root: TreeNode): number {
  let count = 0;
  const left = [root];
  for (let node = left.pop(); node; node = left.pop()) {
    count++;
    if (node.kind !== 'end') left.push(...node.children);
  }
  return count;
}

function combination(strategies: readonly (readonly PureStrategy[])[], at: number): Combination {
  let rest = at;
  return strategies.map((all) => {
    const chosen = all[rest % all.length];
    rest = Math.floor(rest / all.length);
    return chosen;
  });
}

function expected(root: TreeNode, chosen: Combination, players: number): readonly Ratio[] {
  const sums = Array.from({ length: players }, () => new Fraction(0));
  const left: (readonly [TreeNode, Fraction])[] = [[root, new Fraction(1)]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [node, chance] = next;
    node.outcome?.pay.forEach((pay, player) => {
      sums[player] = (sums[player] ?? new Fraction(0)).add(chance.mul(fractionOf(pay)));
    });
    if (node.kind === 'end') continue;
    if (node.kind === 'chance')
      node.children.forEach((child, a) => void left.push([child, chance.mul(fractionOf(node.chances[a]))]));
    else {
      const child = node.children[chosen[node.set.player]?.actions.get(node.set) ?? 0];
      if (child) left.push([child, chance]);
    }
  }
  return sums.map((sum) => ({ num: sum.s * sum.n, den: sum.d }));
}

function fractionOf(ratio: Ratio | undefined): Fraction {
  return new Fraction(ratio?.num ?? 0n, ratio?.den ?? 1n);
}
