import type { BindSyntax } from '../syntax.ts';
import { unknownType } from '../types.ts';
import type { Env } from './env.ts';
import { letType } from './let-type.ts';
import { Scope } from './scope.ts';
import type { Unit } from './units.ts';
import type { Variable } from './variable.ts';

/**
 * The variable of a `let` that stands in a file, outside any scenario. A scenario takes along those that it reads, each
 * after those that it reads itself. A circle is reported, once.
 */
export function fileConstant(syntax: BindSyntax, unit: Unit, env: Env): Variable {
  const { program } = env;
  const inherited = program.base?.doneConstants.get(syntax);
  if (inherited !== undefined) return inherited;
  const name = syntax.target.kind === 'name' ? syntax.target.name : '';
  const variable = program.frame.variable(syntax, { name, kind: 'let', span: syntax.target.span });
  program.setPublic(variable);
  if (program.doneConstants.has(syntax)) return variable;
  if (program.openConstants.has(syntax)) {
    program.report({ code: 'name/circular', span: syntax.span, name });
    program.widen(variable, unknownType);
    return variable;
  }
  program.openConstants.add(syntax);
  const home = env.with({ unit, scope: new Scope(undefined), frame: program.frame, reads: 'hidden', loops: [] });
  const value = home.lower(syntax.value);
  program.openConstants.delete(syntax);
  program.widen(variable, letType(value));
  program.doneConstants.set(syntax, variable);
  program.constants.push({ kind: 'let', declaration: variable, value });
  return variable;
}
