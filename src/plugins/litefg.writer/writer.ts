import Fraction from 'fraction.js';
import { type Exporter, type GameTree, Refusal, type TreeNode, type TreeSet } from '../contract/index.ts';

/** A history, the name of its node, and what was paid on the way to it. */
interface Visit {
  readonly node: TreeNode;
  readonly path: string;
  readonly paid: readonly Fraction[];
}

/**
 * LiteEFG's text format: a header with the number of players, a line a node, named by the moves that lead to it, then a line
 * an information set. Numbers are decimal there, and outcomes stand at ends only: those above are added in.
 */
export class LiteEfgWriter implements Exporter {
  /** Throws a Refusal for a game in which nobody moves. */
  write({ title, players, root }: GameTree): string {
    if (root.kind === 'end') throw new Refusal(['nobody moves in it, and LiteEFG wants a tree'], []);
    const nodes: string[] = [];
    const members = new Map<TreeSet, string[]>();
    const left: Visit[] = [{ node: root, path: '/', paid: players.map(() => new Fraction(0)) }];
    for (let visit = left.pop(); visit; visit = left.pop()) {
      const paid = added(visit);
      nodes.push(lineOf(visit, paid));
      if (visit.node.kind === 'choice') enter(members, visit.node.set, visit.path);
      left.push(...below(visit, paid).toReversed());
    }
    return `${[...header(title, players.length), ...nodes, ...infosets(members)].join('\n')}\n`;
  }
}

function enter(members: Map<TreeSet, string[]>, set: TreeSet, path: string): void {
  const known = members.get(set);
  if (known) known.push(path);
  else members.set(set, [path]);
}

function header(title: string, players: number): readonly string[] {
  return [`# ${title.replaceAll(/\s+/g, ' ')}`, '#', '# Opt {', `#     num_players: ${players},`, '# }', '#'];
}

function added({ node, paid }: Visit): readonly Fraction[] {
  const pay = node.outcome?.pay;
  return pay ? paid.map((sum, player) => sum.add(new Fraction(pay[player]?.num ?? 0n, pay[player]?.den ?? 1n))) : paid;
}

function lineOf({ node, path }: Visit, paid: readonly Fraction[]): string {
  if (node.kind === 'end')
    return `node ${path} leaf payoffs ${paid.map((pay, i) => `${i + 1}=${pay.valueOf()}`).join(' ')}`;
  const names = namesBelow(node);
  if (node.kind === 'choice') return `node ${path} player ${node.set.player + 1} actions ${names.join(' ')}`;
  const chances = node.chances.map(({ num, den }) => new Fraction(num, den).valueOf());
  return `node ${path} chance actions ${names.map((name, a) => `${name}=${chances[a]}`).join(' ')}`;
}

function namesBelow(node: Exclude<TreeNode, { readonly kind: 'end' }>): readonly string[] {
  return tokens(node.kind === 'choice' ? node.set.actions : node.actions);
}

function below({ node, path }: Visit, paid: readonly Fraction[]): readonly Visit[] {
  if (node.kind === 'end') return [];
  const names = namesBelow(node);
  const who = node.kind === 'choice' ? `P${node.set.player + 1}` : 'C';
  const start = path === '/' ? '' : path;
  return node.children.map((child, a) => ({ node: child, path: `${start}/${who}:${names[a]}`, paid }));
}

/** Names without what separates things in the format; where that makes two equal, all get their position. */
function tokens(names: readonly string[]): readonly string[] {
  const plain = names.map((name) => name.replaceAll(/[\s=/]+/g, '_') || '_');
  return new Set(plain).size === plain.length ? plain : plain.map((name, i) => `${i + 1}_${name}`);
}

function infosets(members: ReadonlyMap<TreeSet, readonly string[]>): readonly string[] {
  const sets = [...members];
  const names = tokens(sets.map(([{ player, label }]) => `pl${player + 1}_${label}`));
  return sets.map(([, paths], i) => `infoset ${names[i]} nodes ${paths.join(' ')}`);
}
