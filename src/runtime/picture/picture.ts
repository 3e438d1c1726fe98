import type { ConcaveClosurePicture } from '../../plugins/contract/picture.ts';

/**
 * What a picture shows, as plain data: made where a game and its answer are at hand, drawn or printed anywhere. A closed union by
 * `kind`. Nothing in it is solved: all of it is read off the game, the answer and the audit.
 */
export type Picture =
  | FlowPicture
  | ClosurePicture
  | ContractPicture
  | MenuPicture
  | HeatmapPicture
  | ConstraintsPicture
  | BindingPicture
  | TreePicture
  | MatrixPicture;

export type PictureKind = Picture['kind'];

interface Titled {
  readonly title: string;
  /** What was left out, and why; sentences. */
  readonly notes: readonly string[];
}

/** A signaling scheme: how the chance of each state flows through the rules' values to what the followers do. */
export interface FlowPicture extends Titled {
  readonly kind: 'flow';
  readonly layers: readonly { readonly title: string; readonly bars: readonly string[] }[];
  /** One bar of each layer, and the chance of going through all of them; chances add up to 1. */
  readonly paths: readonly { readonly through: readonly number[]; readonly chance: number }[];
}

/** The leader's value as a function of the belief, its concave closure, and what the scheme makes of the prior. */
export interface ClosurePicture extends Titled {
  readonly kind: 'closure';
  /** What the belief is about: `guilt`. */
  readonly about: string;
  readonly data: ConcaveClosurePicture;
}

/** Committed payments by what they depend on. */
export interface ContractPicture extends Titled {
  readonly kind: 'contract';
  readonly rules: readonly PaymentRule[];
}

export interface PaymentRule {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly payments: readonly {
    /** One for each argument. */
    readonly given: readonly string[];
    readonly amount: number;
    /** The chance that this payment is due, under the answer. */
    readonly chance: number;
  }[];
}

/** What each report of one follower gets: a row for each report, a column for each rule and case. */
export interface MenuPicture extends Titled {
  readonly kind: 'menu';
  readonly follower: string;
  /** What is reported: `claim`. */
  readonly reports: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly MenuRow[];
}

export interface MenuRow {
  readonly report: string;
  /** The chance of the report under the answer. */
  readonly chance: number;
  /** The follower's expected utility, given the report; absent where it is never made. */
  readonly utility: number | undefined;
  /** One for each column; null where the rule has no such case. */
  readonly cells: readonly (MenuCell | null)[];
}

/** A payment, or a lottery: chances of 0 left out. */
export type MenuCell = number | readonly (readonly [value: string, chance: number])[];

/** Chances and payments by two reports. */
export interface HeatmapPicture extends Titled {
  readonly kind: 'heatmap';
  readonly x: Axis;
  readonly y: Axis;
  readonly panels: readonly HeatPanel[];
}

export interface Axis {
  readonly title: string;
  readonly values: readonly string[];
}

export interface HeatPanel {
  readonly title: string;
  readonly measure: 'chance' | 'payment';
  /** By y, then x; null where the rule has no such case. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** What keeps the followers in line, and how much of it is left: slack 0 is a constraint that binds. */
export interface ConstraintsPicture extends Titled {
  readonly kind: 'constraints';
  readonly constraints: readonly Constraint[];
}

export type ConstraintKind = 'truth' | 'obedience' | 'participation' | 'requirement' | 'bound';

export interface Constraint {
  readonly kind: ConstraintKind;
  readonly player: string;
  /** Where: what the player knows there, or the play. */
  readonly knows: string;
  /** `reports poor instead of able`, `leaves for 0`. */
  readonly instead: string;
  /** What the player would lose by it, given that it is there. */
  readonly slack: number;
  readonly binds: boolean;
  /** The player would gain by it: the rule does not keep it. */
  readonly isBroken: boolean;
}

/** Which lies and which other choices a follower is just kept from: a graph for each thing that it reports or chooses. */
export interface BindingPicture extends Titled {
  readonly kind: 'binding';
  readonly conducts: readonly Conduct[];
}

export interface Conduct {
  readonly player: string;
  /** What is reported or chosen: `bid[1]`. */
  readonly label: string;
  readonly act: 'report' | 'choice';
  /** Names of what it knows then. */
  readonly knowing: readonly string[];
  readonly options: readonly string[];
  readonly types: readonly BindingType[];
}

export interface BindingType {
  /** What it knows: `2, left`; with the names, `value[1] = 2, tool = left`. */
  readonly label: string;
  readonly knows: string;
  /** Positions of the options that the answer has it take. */
  readonly intended: readonly number[];
  /**
   * Those that it would take as gladly, or with a gain, each with what the leader would gain if it were less tempting; absent without
   * a proof.
   */
  readonly tempted: readonly { readonly option: number; readonly gain: number; readonly price: number | undefined }[];
  /** It would leave as gladly. */
  readonly staysJust: boolean;
}

/** The tree of a game, level by level, and with an answer what is done at it. */
export interface TreePicture extends Titled {
  readonly kind: 'tree' | 'strategy';
  readonly players: readonly string[];
  readonly nodes: readonly TreeNode[];
}

export interface TreeNode {
  /** Position of the node above; -1 for the root. */
  readonly parent: number;
  readonly kind: 'chance' | 'decision' | 'end';
  /** Position among the players; -1 where none acts. */
  readonly player: number;
  /** The information set of a decision, numbered from 0; else -1. */
  readonly set: number;
  /** `ana: first`, `card[ana]`; at an end what each gets, a line each. */
  readonly label: string;
  /** What was taken on the way here: `bet`; empty at the root. */
  readonly taken: string;
  /** Its chance in words, exact where nature draws: `1/6`; absent at the root and for choices without an answer. */
  readonly chance: string | undefined;
  /** Its chance, and that of the whole way, under the answer; 1 where there is none. */
  readonly weight: number;
  readonly reach: number;
  /** The branches below were left out. */
  readonly isCut: boolean;
}

/** A game of two players that choose once each, and with an answer the chance of each choice. */
export interface MatrixPicture extends Titled {
  readonly kind: 'matrix';
  readonly rows: MatrixSide;
  readonly columns: MatrixSide;
  /** Who gets the numbers of a cell, in their order. */
  readonly payees: readonly string[];
  /** By row, column, payee; on average over nature. */
  readonly payoffs: readonly (readonly (readonly number[])[])[];
}

export interface MatrixSide {
  readonly player: string;
  readonly label: string;
  readonly actions: readonly string[];
  /** Position among the payees. */
  readonly payee: number;
  readonly chances: readonly number[] | undefined;
}
