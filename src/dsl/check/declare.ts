import type { Declaration } from '../model.ts';
import type { Span } from '../span.ts';
import type { Word } from '../syntax.ts';
import type { Env } from './env.ts';
import type { Variable } from './variable.ts';

/** Where a name is already defined, if it is: one name means one thing. */
function takenBy(name: string, env: Env): Span | undefined {
  const binding = env.scope.find(name);
  if (binding?.kind === 'value') return binding.variable.span;
  if (binding?.kind === 'function') return binding.entry.syntax.name.span;
  if (env.reads !== 'hidden') {
    const play = env.program.playName(name);
    if (play !== undefined) return play.variable.span;
  }
  const item = env.unit.constants.get(name) ?? env.unit.functions.get(name);
  return item === undefined ? undefined : item.kind === 'bind' ? item.target.span : item.name.span;
}

/** Reports a new name that is already defined or that is used as a symbol. */
export function reportIfTaken(word: Word, env: Env): void {
  const other = takenBy(word.text, env);
  if (other !== undefined) {
    env.report({ code: 'name/taken', span: word.span, name: word.text, other });
    return;
  }
  const symbol = env.program.symbol(word.text);
  if (symbol !== undefined) env.report({ code: 'name/both', span: word.span, name: word.text, other: symbol });
}

interface New {
  readonly kind: Declaration['kind'];
  readonly indices?: number;
  /** Parameters of `def` and `rule` may repeat a name. */
  readonly mayRepeat?: boolean;
  /** The syntax that makes it, if not the word: the variable is the same in every pass. */
  readonly key?: object;
}

/** A new name of the block. */
export function declare(word: Word, { kind, indices = 0, mayRepeat = false, key = word }: New, env: Env): Variable {
  if (!mayRepeat) reportIfTaken(word, env);
  const variable = env.frame.variable(key, { name: word.text, kind, span: word.span, indices });
  env.scope.add(word.text, { kind: 'value', variable });
  return variable;
}
