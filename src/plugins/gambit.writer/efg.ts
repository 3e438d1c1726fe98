import type { GameTree, TreeNode, TreeOutcome, TreeSet } from '../contract/index.ts';
import { inBraces, quoted, ratioText } from './text.ts';

/**
 * Gambit's .efg, version 2: every node before its children. Information sets, chance events and outcomes are numbered as they
 * are met and described each time. Linear in the tree, of any depth.
 */
export function writeExtensive({ title, comment, players, root }: GameTree): string {
  const numbers = new Numbers();
  const lines = [`EFG 2 R ${quoted(title)} ${inBraces(players.map(quoted))}`, quoted(comment), ''];
  const left: TreeNode[] = [root];
  for (let node = left.pop(); node; node = left.pop()) {
    lines.push(lineOf(node, numbers));
    if (node.kind !== 'end') left.push(...node.children.toReversed());
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(node: TreeNode, numbers: Numbers): string {
  const outcome = outcomeText(node.outcome, numbers);
  if (node.kind === 'end') return `t "" ${outcome}`;
  if (node.kind === 'chance') {
    const entries = node.actions.map((action, a) => `${quoted(action)} ${ratioText(node.chances[a] ?? none)}`);
    return `c "" ${numbers.draw()} ${quoted(node.label)} ${inBraces(entries)} ${outcome}`;
  }
  const { set } = node;
  const described = `${quoted(set.label)} ${inBraces(set.actions.map(quoted))}`;
  return `p "" ${set.player + 1} ${numbers.set(set)} ${described} ${outcome}`;
}

const none = { num: 0n, den: 1n };

function outcomeText(outcome: TreeOutcome | undefined, numbers: Numbers): string {
  if (!outcome) return '0';
  return `${numbers.outcome(outcome)} ${quoted(outcome.label)} ${inBraces(outcome.pay.map(ratioText))}`;
}

/** Numbers from 1, in the order in which things are met. */
class Numbers {
  readonly #sets = new Map<TreeSet, number>();
  readonly #ofPlayer = new Map<number, number>();
  readonly #outcomes = new Map<TreeOutcome, number>();
  #draws = 0;

  set(set: TreeSet): number {
    const known = this.#sets.get(set);
    if (known !== undefined) return known;
    const number = (this.#ofPlayer.get(set.player) ?? 0) + 1;
    this.#ofPlayer.set(set.player, number);
    this.#sets.set(set, number);
    return number;
  }

  draw(): number {
    return ++this.#draws;
  }

  outcome(outcome: TreeOutcome): number {
    const number = this.#outcomes.get(outcome) ?? this.#outcomes.size + 1;
    this.#outcomes.set(outcome, number);
    return number;
  }
}
