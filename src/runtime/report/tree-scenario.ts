import { parse } from '../../dsl/parse.ts';
import { print } from '../../dsl/print.ts';
import type { GameTree, Ratio, TreeNode, TreeOutcome } from '../../plugins/contract/game-tree.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { keyOf, TreeNames } from './tree-names.ts';

/** Blocks stand in blocks: deeper trees are more than the language nests. */
const DEEPEST = 90;

/**
 * A tree as a scenario in the usual form. Information sets become the names of choices: with perfect recall, which the tree
 * must have, nobody needs to be told anything, since what a player knows is its own past moves and the name of the choice it
 * is asked for. Moves that come whatever happened before are written once. Throws a Refusal for trees of more than 90 moves
 * one after the other. Linear in the tree.
 */
export function scenarioOfTree(tree: GameTree): string {
  const nodes = [tree.root];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node && node.kind !== 'end') for (const child of node.children) nodes.push(child);
  }
  refuseDeep(tree.root);
  const names = new TreeNames(tree, nodes);
  const lines = [
    `scenario ${scenarioName(tree.title)} {`,
    `"""${docOf(tree)}"""`,
    `players ${names.players.join(', ')}`,
    '',
    ...new Writer(names).block({ node: tree.root }),
    '}',
  ];
  const text = lines.join('\n');
  return print(parse(text, 'tree.icsap').syntax, text);
}

function refuseDeep(root: TreeNode): void {
  let level: readonly TreeNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST)
      throw new Refusal([`it has more than ${DEEPEST} moves one after the other, and blocks do not nest so deep`], []);
    level = level.flatMap((node) => (node.kind === 'end' ? [] : node.children));
  }
}

function scenarioName(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{L}/u.test(name) ? name : `Game${name}`;
}

function docOf({ title, comment }: GameTree): string {
  const text = [title, comment].filter((part) => part !== '').join('. ') || 'A game from a file';
  return text
    .replaceAll(/["\\]+/g, "'")
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll(/\s+/g, ' ');
}

/** What is left to be written: a subtree, or one for each value of a move that was made before. */
type Rest = { readonly node: TreeNode } | { readonly move: string; readonly cases: readonly Case[] };

interface Case {
  readonly value: string;
  readonly rest: Rest;
}

class Writer {
  readonly #names: TreeNames;

  constructor(names: TreeNames) {
    this.#names = names;
  }

  block(rest: Rest): readonly string[] {
    const shared = sharedMove(rest);
    if (shared) return [...this.#pay(shared.outcome), ...this.#move(shared), ...this.block(this.#after(rest, shared))];
    return 'node' in rest ? this.#pay(rest.node.outcome) : this.#cases(rest.move, rest.cases);
  }

  #move(node: TreeNode): readonly string[] {
    if (node.kind === 'end') return [];
    const values = this.#names.values(node.kind === 'choice' ? node.set.actions : node.actions);
    if (node.kind === 'choice') {
      const { player } = node.set;
      return [`${this.#names.players[player]} chooses ${this.#names.set(node.set)} in { ${values.join(', ')} }`];
    }
    const entries = values.map((value, at) => `${value}: ${ratioText(node.chances[at])}`);
    return [`${this.#names.draw(node)} ~ { ${entries.join(', ')} }`];
  }

  /** Every subtree in what is left becomes the choice between its children. */
  #after(rest: Rest, shared: TreeNode): Rest {
    if (!('node' in rest))
      return { ...rest, cases: rest.cases.map((each) => ({ ...each, rest: this.#after(each.rest, shared) })) };
    const { node } = rest;
    if (node.kind === 'end') return rest;
    const isChoice = node.kind === 'choice';
    const values = this.#names.values(isChoice ? node.set.actions : node.actions);
    return {
      move: isChoice ? this.#names.set(node.set) : this.#names.draw(node),
      cases: node.children.map((child, at) => ({ value: values[at] ?? '', rest: { node: child } })),
    };
  }

  /** `if x == a { … } else if x == b { … } else { … }`; what comes to nothing is left out, what is alike stands once. */
  #cases(move: string, cases: readonly Case[]): readonly string[] {
    const written = cases.map(({ value, rest }) => ({ value, lines: this.block(rest) }));
    const [first] = written;
    const text = (lines: readonly string[]): string => lines.join('\n');
    if (first && written.every(({ lines }) => text(lines) === text(first.lines))) return first.lines;
    const some = written.filter(({ lines }) => lines.length > 0);
    const isWhole = some.length === written.length;
    return some.flatMap(({ value, lines }, at) => {
      const isLast = isWhole && at === some.length - 1;
      if (isLast && at > 0 && isOneChain(lines)) return [`} else ${lines[0]}`, ...lines.slice(1)];
      const head = isLast ? '{' : `if ${move} == ${value} {`;
      return [`${at > 0 ? '} else ' : ''}${head}`, ...lines, ...(at === some.length - 1 ? ['}'] : [])];
    });
  }

  #pay(outcome: TreeOutcome | undefined): readonly string[] {
    const pays = outcome?.pay ?? [];
    return pays.flatMap((pay, at) => (pay.num === 0n ? [] : [`${this.#names.players[at]} gets ${ratioText(pay)}`]));
  }
}

/** Whether lines are one `if` with all that belongs to it: it may go on after an `else`. */
function isOneChain(lines: readonly string[]): boolean {
  if (!lines[0]?.startsWith('if ')) return false;
  let depth = 0;
  return lines.every((line, at) => {
    depth += (line.endsWith('{') ? 1 : 0) - (line.startsWith('}') ? 1 : 0);
    return depth > 0 || at === lines.length - 1;
  });
}

/** The move that comes next in all that is left, if it is one and the same; with it what is paid there. */
function sharedMove(rest: Rest): TreeNode | undefined {
  const [first, ...others] = leavesOf(rest);
  if (!first || first.kind === 'end') return undefined;
  return others.every((each) => isSameMove(first, each)) ? first : undefined;
}

function leavesOf(rest: Rest): readonly TreeNode[] {
  return 'node' in rest ? [rest.node] : rest.cases.flatMap((each) => leavesOf(each.rest));
}

function isSameMove(one: TreeNode, other: TreeNode): boolean {
  if (one.outcome || other.outcome) return false;
  if (one.kind === 'choice') return other.kind === 'choice' && one.set === other.set;
  return one.kind === 'chance' && other.kind === 'chance' && keyOf(one) === keyOf(other);
}

function ratioText(ratio: Ratio | undefined): string {
  const { num, den } = ratio ?? { num: 0n, den: 1n };
  return den === 1n ? `${num}` : `${num}/${den}`;
}
