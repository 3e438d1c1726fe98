import {
  getLookaheadPaths,
  type ILookaheadStrategy,
  LLkLookaheadStrategy,
  type LookaheadProductionType,
} from 'chevrotain';
import { tokenTypes } from '../tokens.ts';
import { alternative, type Decision, decisionOf } from './decision.ts';

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];
type Validation = Parameters<ILookaheadStrategy['validate']>[0];

/** What chevrotain asks at a decision: the number of an alternative, or whether to go on. */
export type Question = () => number | boolean | undefined;

/** A decision, and whether it is one between alternatives. */
export interface Decided extends Decision {
  readonly among: boolean;
}

const tokensAhead = 2;
/** One more than the highest index of a token type; the end of the file has a low one. */
export const kindCount = Math.max(...tokenTypes.map(({ tokenTypeIdx }) => tokenTypeIdx ?? 0)) + 1;

/**
 * Lookahead by tables. Chevrotain's own functions compare token by token along every path; a decision here costs one or two
 * look-ups, and can be written down ahead of time. Which paths there are, and whether they are ambiguous, chevrotain says.
 */
export class TableLookahead implements ILookaheadStrategy {
  /** The index of the type of a token ahead. Given by the parser when it is made. */
  kind: (ahead: 1 | 2) => number = () => 0;
  readonly #decided = new Map<Question, Decided>();
  readonly #paths = new LLkLookaheadStrategy({ maxLookahead: tokensAhead });

  validate(options: Validation): ReturnType<ILookaheadStrategy['validate']> {
    return this.#paths.validate(options);
  }

  buildLookaheadForAlternation(options: Alternation): () => number | undefined {
    return this.#among(this.#decide(options, 'Alternation', true));
  }

  buildLookaheadForOptional(options: Optional): () => boolean {
    return this.#whether(this.#decide(options, options.prodType, false));
  }

  /** The question whose answers are in a table. */
  question(decided: Decided): Question {
    return decided.among ? this.#among(decided) : this.#whether(decided);
  }

  /** What a question was made of. */
  decided(question: Question): Decided | undefined {
    return this.#decided.get(question);
  }

  #decide(
    { prodOccurrence, rule }: Alternation | Optional,
    prodType: LookaheadProductionType,
    among: boolean,
  ): Decided {
    const paths = getLookaheadPaths({ occurrence: prodOccurrence, rule, prodType, maxLookahead: tokensAhead });
    return { ...decisionOf(among ? paths : paths.slice(0, 1), kindCount), among };
  }

  #among(decided: Decided): () => number | undefined {
    const question = () => {
      const chosen = alternative(decided, this.kind(1), this.#second);
      return chosen === 0 ? undefined : chosen - 1;
    };
    this.#decided.set(question, decided);
    return question;
  }

  #whether(decided: Decided): () => boolean {
    const question = () => alternative(decided, this.kind(1), this.#second) === 1;
    this.#decided.set(question, decided);
    return question;
  }

  readonly #second = (): number => this.kind(2);
}
