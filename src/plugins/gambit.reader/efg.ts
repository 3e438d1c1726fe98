import type { GameTree, TreeNode, TreeOutcome, TreeSet } from '../contract/index.ts';
import { Cursor } from './cursor.ts';
import { type ChanceEvent, Events } from './events.ts';
import { readPrologue } from './prologue.ts';

/** A node whose children are still to come. */
interface Open {
  readonly set: TreeSet | undefined;
  readonly draw: ChanceEvent | undefined;
  readonly outcome: TreeOutcome | undefined;
  readonly wanted: number;
  readonly children: TreeNode[];
}

/**
 * An extensive game: the prologue, then the nodes, each before its children (Gambit's .efg format, version 2). Trees of any
 * depth: the way down is kept in a list.
 */
export function readExtensive(source: string): GameTree {
  const cursor = new Cursor(source);
  const { title, players } = readPrologue(cursor, 'EFG', 2);
  const comment = cursor.maybe('text') ?? '';
  const root = readTree(cursor, new Events(cursor, players));
  const { next } = cursor;
  if (next.kind !== 'end') cursor.note({ start: next.start, end: next.end }, 'the tree is complete before this');
  cursor.finish();
  return { title, comment, players, root };
}

function readTree(cursor: Cursor, events: Events): TreeNode {
  const open: Open[] = [];
  while (true) {
    let done = readNode(cursor, events, open);
    while (done) {
      const above = open.at(-1);
      if (!above) return done;
      above.children.push(done);
      if (above.children.length < above.wanted) break;
      open.pop();
      done = closed(above);
    }
  }
}

/** An end, or nothing where the node was put among the open ones. */
function readNode(cursor: Cursor, events: Events, open: Open[]): TreeNode | undefined {
  const kind = cursor.expect('word', left(open));
  if (kind.text !== 'c' && kind.text !== 'p' && kind.text !== 't')
    throw cursor.failed(kind, `a node begins with \`c\`, \`p\` or \`t\`, and not with \`${kind.text}\``);
  cursor.maybe('text');
  if (kind.text === 't') return { kind: 'end', outcome: events.outcome() };
  const set = kind.text === 'p' ? events.set() : undefined;
  const draw = kind.text === 'c' ? events.draw() : undefined;
  const outcome = events.outcome();
  open.push({ set, draw, outcome, wanted: (set ?? draw)?.actions.length ?? 0, children: [] });
  return undefined;
}

function left(open: readonly Open[]): string {
  const above = open.at(-1);
  const branch = (above?.set ?? above?.draw)?.actions[above?.children.length ?? 0];
  return branch === undefined ? 'a node' : `the node after \`${branch}\``;
}

function closed({ set, draw, outcome, children }: Open): TreeNode {
  if (set) return { kind: 'choice', set, children, outcome };
  if (draw) return { kind: 'chance', ...draw, children, outcome };
  return { kind: 'end', outcome };
}
