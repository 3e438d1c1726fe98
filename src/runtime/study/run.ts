import type { Rendered } from '../../dsl/diagnostic.ts';
import type { VerifiedProperty } from '../../dsl/model.ts';
import type { Picture } from '../../plugins/contract/picture.ts';
import type { Metrics, Status } from '../../plugins/contract/solution.ts';
import type { PictureKind } from '../picture/picture.ts';
import type { CommitmentKind, ProblemClass } from '../problem/problem.ts';

/** A value of the language as JSON: exact numbers are rounded, symbols and players are their names, sets are lists. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a run leaves behind, as one JSON document: `schemas/run.schema.json`. Equal inputs give equal documents, times
 * (`seconds`, `milliseconds`) left out. Keys that are `undefined` are absent from the JSON.
 */
export interface RunDocument {
  readonly format: 'icsap-run/1';
  readonly scenario: {
    readonly file: string;
    /** The scenario that the studies are of; their names joined by commas where there are several. */
    readonly name: string;
    /** SHA-256 of every source that was read, in hexadecimal digits. */
    readonly hash: string;
  };
  /** Of icsap, Node and the plugins that a user added. */
  readonly versions: Readonly<Record<string, string>>;
  /** The root seed given from outside; null where each study's own `seed` counts. */
  readonly seed: number | null;
  readonly studies: readonly StudyRecord[];
  /** True where the run was stopped before all units were done: `studies` then holds those that were. */
  readonly interrupted: boolean;
}

export interface StudyRecord {
  readonly name: string;
  readonly scenario: string;
  /** The root seed of this study. */
  readonly seed: number;
  /** One for each combination of swept values and repeat, in the order of the sweeps as written, repeats innermost. */
  readonly runs: readonly RunRecord[];
  readonly plots: readonly PlotRecord[];
  /** Pictures of what was solved, where they were asked for: of a study with one run. */
  readonly pictures?: readonly PictureRecord[] | undefined;
  /** What kept the whole study from running: a sweep that cannot be evaluated, a scenario parameter without a value. */
  readonly errors: readonly Rendered[];
}

/** One unit of work: a study at one combination of parameters, repeated once. */
export interface RunRecord {
  /** SHA-256 of sources, study, parameters, seed, repeat number, options, versions and language models: equal runs have equal ids. */
  readonly id: string;
  /** Scenario parameters and swept names. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** From 1; absent where the study does not repeat. */
  readonly repeat: number | undefined;
  /** Derived from the root seed, the study, its parameters and the repeat number: hexadecimal digits. */
  readonly seed: string;
  /** Absent where the run failed before the problem was known. */
  readonly problem: ProblemRecord | undefined;
  /** Who sits in the seats of players, in the order of the study; absent where all are rational. */
  readonly seats?: readonly SeatRecord[] | undefined;
  /** By the names that the study gives them, in its order. A solve that failed has none, and stands in `errors`. */
  readonly solutions: Readonly<Record<string, SolutionRecord>>;
  readonly expectations: readonly ExpectationRecord[];
  readonly verifications: readonly VerificationRecord[];
  /** What kept a part of this run from being done; the other parts were. */
  readonly errors: readonly Rendered[];
}

/** Somebody who plays instead of a rational player. */
export interface SeatRecord {
  readonly players: readonly string[];
  /** A plugin's id. */
  readonly plugin: string;
  /** Those that depend on what the player has seen, such as prompts, as written. */
  readonly options: Readonly<Record<string, Json>>;
  /** The language model that was asked: by name, by the SHA-256 of what decides its answers, and the device that it ran on. */
  readonly model: { readonly name: string; readonly hash: string; readonly device: string } | undefined;
  /** What the plugin reports of itself. */
  readonly report: Readonly<Record<string, number | string>>;
}

export interface ProblemRecord {
  readonly class: ProblemClass;
  readonly kinds: readonly CommitmentKind[];
  readonly reason: string;
  /** Histories. */
  readonly nodes: number;
  readonly ends: number;
  readonly informationSets: number;
  readonly sequences: number;
}

export interface SolutionRecord {
  /** A plugin's id, or `outcome` for the play that fixed rules leave. */
  readonly solver: string;
  readonly options: Readonly<Record<string, Json>>;
  readonly status: Status;
  /** Expected utility of each payee; null for `infeasible` and `unbounded`. */
  readonly value: Readonly<Record<string, number>> | null;
  /** The certificate's number, recomputed from the game; null for `infeasible` and `unbounded`. */
  readonly gap: number | null;
  readonly certificate: CertificateRecord | null;
  readonly strategy: readonly StrategyRecord[];
  /** `eq[2]`, …: further answers, each with its own certificate. */
  readonly alternatives: readonly AlternativeRecord[];
  readonly metrics: readonly Metrics[];
  /** In words: what is in conflict, what grows, what to change. */
  readonly explanation: readonly string[];
  /** What the solver reports of itself. */
  readonly report: Readonly<Record<string, number | string>>;
  /** Answers that were estimated from sampled plays, value by value; absent where nothing was. */
  readonly estimates?: readonly EstimateRecord[];
  /** What the solver hands over to be drawn; absent where it has nothing. */
  readonly picture?: Picture;
  /** Wall-clock time of the solve, its certificate included. Left out of comparisons. */
  readonly seconds: number;
}

/** A number that is known from sampled plays alone. */
export interface EstimateRecord {
  /** As written: `eq.chance(reply == call | made(reply))`; or `value(ana)`. */
  readonly question: string;
  readonly mean: number;
  /** 95 % confidence. */
  readonly interval: readonly [number, number];
  /** Plays in which the condition held. */
  readonly plays: number;
}

export interface AlternativeRecord {
  readonly value: Readonly<Record<string, number>>;
  readonly gap: number;
  readonly certificate: CertificateRecord;
  readonly strategy: readonly StrategyRecord[];
}

export interface CertificateRecord {
  readonly kind: 'exact' | 'estimated';
  /** What an estimated gap lies between: a confidence interval, or a proved bracket. */
  readonly interval: readonly [number, number] | undefined;
  /** For commitments: what no rule can beat. */
  readonly bound: number | undefined;
  /** For answers that claim to be efficient: the sum of all utilities, and the most that any rules could make of it. */
  readonly efficiency?: { readonly welfare: number; readonly most: number } | undefined;
  /** The best deviation, where there is one. */
  readonly witness: WitnessRecord | undefined;
  /** What the gap leaves out, and why, in words. */
  readonly unproved: string | undefined;
}

/** Who gains how much, by what. */
export interface WitnessRecord {
  readonly player: string;
  readonly knows: string;
  readonly deviation: string;
  readonly gain: number;
  /** True where nobody gains: a rule is no rule, or breaks what it promised, by `gain`. */
  readonly fault: true | undefined;
  /** The committed rules that it meets, and where they are written. */
  readonly rules: readonly RulePlace[];
}

/** Where a rule is written: the `rule` of the study that fixes it, or else its `commits`. */
export interface RulePlace {
  /** Labels with this place: `winner`, `price[1]`. */
  readonly rule: string;
  readonly statement: 'rule' | 'commits';
  readonly file: string;
  readonly line: number;
}

/** Behaviour at one place, chances 0 left out. `knows` is the record of the player: label, value, and who chose it openly. */
export type StrategyRecord =
  | {
      readonly player: string;
      /** The label of a choice or a report. */
      readonly choice: string;
      readonly knows: readonly KnownRecord[];
      readonly chances: readonly (readonly [Json, number])[];
    }
  /** A committed number. */
  | { readonly rule: string; readonly arguments: Readonly<Record<string, Json>>; readonly value: number }
  /** A committed lottery. */
  | {
      readonly rule: string;
      readonly arguments: Readonly<Record<string, Json>>;
      readonly chances: readonly (readonly [Json, number])[];
    }
  /** Finite rules of one player, drawn jointly from one device. */
  | {
      readonly rules: readonly string[];
      readonly arguments: Readonly<Record<string, Json>>;
      readonly chances: readonly (readonly [readonly Json[], number])[];
    }
  /** What a mediator draws: plans of all players together, each told its own part; `mediator` is the concept of equilibrium. */
  | {
      readonly mediator: string;
      readonly plans: readonly { readonly chance: number; readonly choices: readonly RecommendationRecord[] }[];
    };

/** What one player is told to do where it knows something. */
export interface RecommendationRecord {
  readonly player: string;
  readonly choice: string;
  readonly knows: readonly KnownRecord[];
  readonly action: Json;
}

export type KnownRecord = readonly [label: string, value: Json] | readonly [label: string, value: Json, who: string];

export interface ExpectationRecord {
  /** As written. */
  readonly text: string;
  readonly line: number;
  readonly passed: boolean;
  /** The left side of the comparison that failed (of the first, if all held), or the truth value; null where it has none. */
  readonly actual: Json;
  readonly expected: Json;
  /** The relation between the two: `==`, `<=`, `in`, …; `true` for a plain truth value. */
  readonly relation: string;
  /** What was allowed between two numbers; absent for exact comparisons and for other values. */
  readonly tolerance: number | undefined;
  /** Why it could not be evaluated; then it has not passed. */
  readonly error: Rendered | undefined;
}

export interface VerificationRecord {
  readonly property: VerifiedProperty;
  /** The solution asked about; absent for the rules that the study fixes. */
  readonly of: string | undefined;
  readonly line: number;
  readonly holds: boolean;
  /** The largest gain, or the largest imbalance. */
  readonly gap: number | null;
  readonly witness: WitnessRecord | undefined;
  /** Why it could not be decided; then it does not hold. */
  readonly error: Rendered | undefined;
}

/** A picture of a solution, and where it stands. */
export interface PictureRecord {
  /** The name that the study gives the solution. */
  readonly solution: string;
  readonly kind: PictureKind;
  readonly title: string;
  /** Relative to the folder of the run. */
  readonly file: string;
}

/** One `plot` statement over all runs of its study, in long form: one row a point. */
export interface PlotRecord {
  readonly text: string;
  /** The name on the horizontal axis: a swept name, a variable over a range, or `iteration`. */
  readonly against: string;
  readonly points: readonly PlotPoint[];
}

export interface PlotPoint {
  readonly x: Json;
  readonly y: number;
  /** The plotted expression as written. */
  readonly series: string;
  /** Values of the names after `for`, and of other swept names: a curve each. */
  readonly curve: Readonly<Record<string, Json>>;
  /** Id of the run that the point comes from. */
  readonly run: string;
}
