import type { ServiceIdentifier } from 'inversify';

/** An exact number: num / den in lowest terms, den > 0. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** A game as the files of other programs have it: a tree of plain objects with exact numbers. */
export interface GameTree {
  readonly title: string;
  readonly comment: string;
  readonly players: readonly string[];
  readonly root: TreeNode;
}

/** One history. What its outcome pays is added to what the histories above it pay. */
export type TreeNode = TreeDecision | TreeDraw | TreeEnd;

export interface TreeDecision {
  readonly kind: 'choice';
  /** Histories of one information set share this object. */
  readonly set: TreeSet;
  /** One for each action of the set, in its order. */
  readonly children: readonly TreeNode[];
  readonly outcome: TreeOutcome | undefined;
}

export interface TreeDraw {
  readonly kind: 'chance';
  readonly label: string;
  readonly actions: readonly string[];
  /** One for each action; they sum to 1 exactly. */
  readonly chances: readonly Ratio[];
  readonly children: readonly TreeNode[];
  readonly outcome: TreeOutcome | undefined;
}

export interface TreeEnd {
  readonly kind: 'end';
  readonly outcome: TreeOutcome | undefined;
}

export interface TreeSet {
  /** Position among the players. */
  readonly player: number;
  /** Different for different sets of one player. */
  readonly label: string;
  readonly actions: readonly string[];
}

export interface TreeOutcome {
  readonly label: string;
  /** By player. */
  readonly pay: readonly Ratio[];
}

/** What is wrong at one place of a file, in the author's words. Offsets count characters from the start. */
export interface ImportMistake {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly repair?: string | undefined;
}

/** Thrown by an importer for a text that is not what it reads; has at least one mistake. */
export class ImportFailure extends Error {
  readonly mistakes: readonly ImportMistake[];
  constructor(mistakes: readonly ImportMistake[]) {
    super(mistakes.map(({ message }) => message).join('; '));
    this.name = 'ImportFailure';
    this.mistakes = mistakes;
  }
}

/** Reads the files of another program. */
export interface Importer {
  /** `ending` is one of the manifest's `imports`. Throws an ImportFailure. Linear in the text. */
  read(text: string, ending: string): GameTree;
}

export const Importer: ServiceIdentifier<Importer> = Symbol.for('icsap/Importer');

/** Writes files for another program. */
export interface Exporter {
  /** `ending` is one of the manifest's `exports`. Throws a Refusal where the format cannot hold the game. */
  write(tree: GameTree, ending: string): string;
}

export const Exporter: ServiceIdentifier<Exporter> = Symbol.for('icsap/Exporter');
