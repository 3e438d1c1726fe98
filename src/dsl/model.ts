import type { ScenarioModel } from './model/scenario.ts';
import type { StudyModel } from './model/study.ts';

export type * from './model/declaration.ts';
export * from './model/expression.ts';
export type * from './model/scenario.ts';
export type * from './model/statement.ts';
export type * from './model/study.ts';

/**
 * The checked program: names resolved to declarations, types inferred, sugar gone. What check() returns when there are
 * no errors, and all that the runtime ever reads.
 */
export interface Model {
  readonly file: string;
  /** By the name under which this file reaches them: `Kuhn`, `poker.Kuhn`. */
  readonly scenarios: ReadonlyMap<string, ScenarioModel>;
  readonly studies: readonly StudyModel[];
  /** The text of every file that was read, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}
