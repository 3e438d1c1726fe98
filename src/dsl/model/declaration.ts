import type { Span } from '../span.ts';
import type { Type } from '../types.ts';

/**
 * Where a name lives while a play runs. Slots of the `play` frame are absolute: one array per play holds parameters,
 * constants, players, `let`s, loop variables and the play's own names. Slots of the `local` frame are relative to the
 * call of a `def`: its parameters and what it binds. A study's own names follow the scenario's in the play frame.
 */
export interface Declaration {
  readonly name: string;
  readonly kind:
    | 'parameter'
    | 'let'
    | 'var'
    | 'loop'
    | 'argument'
    | 'draw'
    | 'choice'
    | 'report'
    | 'rule'
    | 'player'
    | 'team'
    | 'data'
    | 'sweep';
  readonly frame: 'play' | 'local';
  readonly slot: number;
  readonly span: Span;
  /** Of a value; for a family, of one of its values. */
  readonly type: Type;
  /** How many indices lead to a value: 0 for `x`, 1 for `x[i]`, 2 for `x[i, j]` or `x[i][j]`. */
  readonly indices: number;
}
