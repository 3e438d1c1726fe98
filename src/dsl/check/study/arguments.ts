import type { Declaration, StudyModel } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { Span } from '../../span.ts';
import type { ApplyExpression, ArgumentSyntax } from '../../syntax.ts';
import type { Type } from '../../types.ts';
import type { Env } from '../env.ts';
import { reportForeignSymbols } from '../parameter-symbols.ts';
import type { Program } from '../program.ts';
import { describe } from '../types/describe.ts';
import { overlap } from '../types/overlap.ts';
import type { Variable } from '../variable.ts';

type Given = StudyModel['arguments'][number] & { readonly declaration: Variable };

/** The parameters in `study N of S(prior = 0.2)`. */
export function lowerArguments(call: ApplyExpression | undefined, base: Program, env: Env): readonly Given[] {
  const seen = new Set<string>();
  return (call?.arguments ?? []).flatMap((argument) => {
    const value = env.lower(argument.value);
    const parameter = parameterOf(argument, base, env);
    if (parameter === undefined) return [];
    if (seen.has(parameter.name)) {
      env.report({ code: 'call/twice', span: argument.span, name: base.model?.name ?? '', argument: parameter.name });
    }
    seen.add(parameter.name);
    if (!overlap(value.type, parameter.type)) {
      const text = env.program.text(argument.value.span);
      env.report({
        code: 'study/parameter-type',
        span: argument.value.span,
        name: parameter.name,
        text,
        ...typesOf(parameter, value.type),
      });
    } else reportForeignSymbols(value, parameter, base.model?.parameters ?? [], env);
    return [{ declaration: parameter, value, span: argument.span }];
  });
}

export function typesOf(parameter: Variable, found: Type): { readonly wanted: string; readonly found: string } {
  return { wanted: describe(parameter.type), found: describe(found) };
}

function parameterOf(argument: ArgumentSyntax, base: Program, env: Env): Variable | undefined {
  const known = base.frame.variables.filter((variable) => variable.kind === 'parameter');
  const isPlain = argument.clauses.length === 0 && argument.given === undefined;
  if (argument.name === undefined || !isPlain) {
    env.report({ code: 'study/argument', span: argument.span, known: known.map((variable) => variable.name) });
    return undefined;
  }
  const { text: name, span } = argument.name;
  const parameter = known.find((variable) => variable.name === name);
  if (parameter === undefined) {
    const names = known.map((variable) => variable.name);
    env.report({ code: 'study/unknown-parameter', span, name, known: names, nearest: nearest(name, names) });
  }
  return parameter;
}

/** A parameter without a default must be given or swept. */
export function reportMissing(span: Span, base: Program, given: readonly Declaration[], env: Env): void {
  for (const { declaration, value } of base.model?.parameters ?? []) {
    if (value !== undefined || given.includes(declaration)) continue;
    env.report({ code: 'study/missing-parameter', span, name: declaration.name, other: declaration.span });
  }
}

/** A parameter that is both: the sweep would win, and what is given would never count. */
export function reportGivenAndSwept(
  given: readonly Given[],
  sweeps: readonly { readonly declaration: Declaration; readonly span: Span }[],
  env: Env,
): void {
  for (const { declaration, span } of given) {
    const sweep = sweeps.find((each) => each.declaration === declaration);
    if (sweep) env.report({ code: 'study/given-and-swept', span, name: declaration.name, other: sweep.span });
  }
}
