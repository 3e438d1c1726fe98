import type Fraction from 'fraction.js';
import type { ServiceIdentifier } from 'inversify';
import type { CommitmentProblem } from '../../runtime/problem/problem.ts';
import type { Limit } from './exact-program.ts';
import type { BoundCase, BoundProof, Profile } from './solution.ts';

/**
 * Reads a commitment problem as one of the field's classical forms: tables in exact numbers, and the way back from an
 * answer in these tables to the game. Each method throws a Refusal that names what the form has no place for. Linear in
 * the ends of the game times its depth.
 */
export interface CommitmentForms {
  persuasion(problem: CommitmentProblem): PersuasionForm;
  contract(problem: CommitmentProblem): ContractForm;
  mechanism(problem: CommitmentProblem): MechanismForm;
}

export const CommitmentForms: ServiceIdentifier<CommitmentForms> = Symbol.for('icsap/CommitmentForms');

/**
 * A sender who knows the state sends messages that mean nothing by themselves; each receiver sees one of them, then all
 * act, once. So a message is a *recommendation* to those who see it: a joint action of theirs. Joint actions of all
 * receivers are numbered, the last receiver's action changing fastest; recommendations likewise. What nature draws
 * beside the state is averaged out.
 */
export interface PersuasionForm {
  readonly sender: Party;
  /** What the messages may depend on. Chances add up to 1. */
  readonly states: readonly { readonly name: string; readonly chance: Fraction }[];
  readonly messages: readonly { readonly label: string; readonly values: readonly string[] }[];
  readonly receivers: readonly Receiver[];
  /** How many joint actions there are. */
  readonly joints: number;
  /** The action of a receiver in a joint action. */
  actionIn(joint: number, receiver: number): number;
  /** How many recommendations a message can make, if it has values enough. */
  recommendations(message: number): number;
  /** What a joint action recommends to those who see a message. */
  told(joint: number, message: number): number;
  /** What a party expects in a state under a joint action. */
  utility(party: Party, state: number, joint: number): Fraction;
  /**
   * What the values of each message recommend, so that all joint actions with a chance (by state, then joint action) can
   * be recommended. Throws a RangeError where a message has too few values.
   */
  meanings(chances: readonly ArrayLike<number>[]): readonly (readonly number[])[];
  /** Behaviour in the game: recommendations with these chances, by state and joint action, obeyed. */
  profile(chances: readonly ArrayLike<number>[]): Profile;
  /**
   * A proof from prices of obedience, weighted as in sum of chance of the state x chance of the recommendation x (utility of
   * obeying - of acting otherwise). One case for each choice of as many recommendations as a message has values;
   * undefined where these are more than 20,000.
   */
  proof(price: (receiver: number, told: number, instead: number) => number): BoundProof | undefined;
}

/** A player of a form. */
export interface Party {
  /** Player index in the game. */
  readonly player: number;
  readonly name: string;
}

export interface Receiver extends Party {
  /** What it chooses: `verdict`. */
  readonly choice: string;
  readonly actions: readonly string[];
  /** Position of the message that it sees. */
  readonly message: number;
}

/** A number plus multiples of committed numbers, by cell. */
export interface AffineForm {
  readonly constant: Fraction;
  readonly terms: ReadonlyMap<number, Fraction>;
}

/** One agent, asked once, knowing nothing; the principal commits numbers that depend on what comes out. */
export interface ContractForm {
  readonly principal: Party;
  readonly agent: Party;
  /** What it chooses: `effort`, and from what. */
  readonly choice: string;
  readonly actions: readonly string[];
  /** The committed numbers. */
  readonly cells: readonly {
    readonly cell: number;
    readonly name: string;
    readonly lower: Limit;
    readonly upper: Limit;
  }[];
  /** Each play that an action may lead to, nature's chance given the action. */
  readonly plays: readonly {
    readonly action: number;
    readonly chance: Fraction;
    readonly principal: AffineForm;
    readonly agent: AffineForm;
  }[];
  /** Expected utility under an action. */
  expected(party: 'principal' | 'agent', action: number): AffineForm;
  /** What must not be negative (or, for `==`, be zero) for an action to be taken: participation and requirements. */
  conditions(action: number): readonly ContractCondition[];
  /** Behaviour in the game; money by cell. */
  profile(action: number, money: Float64Array): Profile;
  /** Prices of one plan: of the actions not taken, by action, and of the conditions, by position. */
  boundCase(action: number, deviations: ArrayLike<number>, conditions: ArrayLike<number>): BoundCase;
}

export interface ContractCondition {
  /** In words, for explanations. */
  readonly text: string;
  readonly relation: '>=' | '==';
  readonly form: AffineForm;
}

/**
 * Agents with types report them, all at once; the designer decides by finite rules and sets one payment for each agent,
 * knowing all reports. Types of an agent and its reports are numbered alike. Decisions are joint draws of the rules.
 */
export interface MechanismForm {
  readonly designer: Party;
  readonly agents: readonly MechanismAgent[];
  /** Joint draws of the finite rules, in words. */
  readonly decisions: readonly string[];
  /** Each profile of types that has a chance, or is reached by one lie from one that has. */
  readonly profiles: readonly { readonly types: readonly number[]; readonly chance: Fraction }[];
  /** Utility without money when the types are these and the decision is taken; undefined where truth never leads there. */
  utility(party: Party, profile: number, decision: number): Fraction | undefined;
  /** The same, for agents whose utility depends on their own type alone; throws a Refusal for others. */
  ownUtility(agent: number, type: number, decision: number): Fraction;
  /** The designer's utility without money; throws a Refusal where it depends on types. */
  designerUtility(decision: number): Fraction;
  /** Throws a Refusal where the payment rules do not allow what agents are to pay, by agent and profile. */
  demandPayments(decision: ArrayLike<number>, payments: readonly (readonly Fraction[])[]): void;
  /** Behaviour in the game, all reports being true: decision by profile, and what each agent pays then. */
  profile(decision: ArrayLike<number>, payment: (agent: number, profile: number) => number): Profile;
  /**
   * Prices: of the lies of each type, weighted as in chance x (utility of truth - of the lie), and of participation.
   * `knowsReports`: the same prices whatever the others report (dominant strategies).
   */
  boundCase(
    lies: (agent: number, type: number, report: number) => number,
    participation: (agent: number, type: number) => number,
    knowsReports: boolean,
  ): BoundCase;
}

export interface MechanismAgent extends Party {
  /** Names of its types, which are its reports. */
  readonly types: readonly string[];
  /** Chance of each type. */
  readonly chances: readonly Fraction[];
  /** Whether it may leave, when, and what each type gets then; undefined without `may leave`. */
  readonly leaving:
    | { readonly stage: 'ex ante' | 'interim' | 'ex post'; readonly worth: readonly Fraction[] }
    | undefined;
}
