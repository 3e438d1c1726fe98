import { builtins } from '../../dsl/builtins.ts';
import type { GameTree, TreeDraw, TreeNode, TreeSet } from '../../plugins/contract/game-tree.ts';
import { show } from '../play/show.ts';

/** Words of a scenario that a name may not be. */
const taken: ReadonlySet<string> = new Set([
  ...builtins.keys(),
  ...'scenario study players team let var def data cite use from as of none rest real text'.split(' '),
]);

/** What each thing in a tree is called in a scenario: words of the language, no two alike. */
export class TreeNames {
  readonly players: readonly string[];
  readonly #used = new Set<string>();
  readonly #sets = new Map<TreeSet, string>();
  readonly #draws = new Map<string, string>();
  readonly #symbols = new Map<string, string>();

  /** Goes through the whole tree once. */
  constructor({ players }: GameTree, nodes: readonly TreeNode[]) {
    this.players = players.map((player, at) => this.#name(player, `player${at + 1}`));
    for (const node of nodes) {
      if (node.kind === 'choice' && !this.#sets.has(node.set)) this.#sets.set(node.set, this.#setName(node.set));
      if (node.kind === 'chance' && !this.#draws.has(keyOf(node)))
        this.#draws.set(keyOf(node), this.#name(node.label, 'draw'));
    }
  }

  set(set: TreeSet): string {
    return this.#sets.get(set) ?? '';
  }

  draw(draw: TreeDraw): string {
    return this.#draws.get(keyOf(draw)) ?? '';
  }

  /** Actions that are whole numbers throughout are numbers; others are symbols. */
  values(actions: readonly string[]): readonly string[] {
    return actions.every((action) => /^(?:0|[1-9]\d{0,8})$/.test(action))
      ? actions
      : actions.map((action) => this.#symbol(action));
  }

  #setName({ player, label }: TreeSet): string {
    const owner = this.players[player] ?? '';
    const word = wordOf(label);
    // What begins with a digit, or is the name of another's choice too, says little without its owner.
    const isClear = /^\p{L}/u.test(label) && this.#isFree(word);
    return this.#name(isClear ? word : `${owner}_${word}`, `${owner}_move`);
  }

  #symbol(action: string): string {
    const known = this.#symbols.get(action);
    if (known !== undefined) return known;
    const symbol = this.#name(/^\d/.test(action) ? `a${action}` : action, 'action');
    this.#symbols.set(action, symbol);
    return symbol;
  }

  /** The label as one word that is not used yet. */
  #name(label: string, otherwise: string): string {
    const word = wordOf(label);
    const base = /^[\p{L}_]/u.test(word) ? word : word === '' ? otherwise : `_${word}`;
    let name = base;
    for (let k = 2; !this.#isFree(name); k++) name = `${base}_${k}`;
    this.#used.add(name);
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#used.has(name) && !taken.has(name) && !show(name).startsWith('"');
  }
}

function wordOf(label: string): string {
  return label.replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_+|_+$/g, '');
}

/** Draws that are alike in all are one event, wherever they stand. */
export function keyOf({ label, actions, chances }: TreeDraw): string {
  return JSON.stringify([label, actions, chances.map(({ num, den }) => `${num}/${den}`)]);
}
