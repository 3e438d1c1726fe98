import type { Declaration, PlotStatement } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { ExpressionSyntax, PlotSyntax, Word } from '../../syntax.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';
import { requireMembers, requireNumber } from '../expression/require.ts';
import { textOf } from './text.ts';

interface Swept {
  readonly declaration: Declaration;
}

/** `plot e against prior for y`, `plot e against iteration`, `plot e against x in S`. */
export function lowerPlot(node: PlotSyntax, sweeps: readonly Swept[], env: Env): PlotStatement | undefined {
  const inner = env.inner();
  const against = lowerAgainst(node.against, sweeps, inner);
  const curves = node.curves.flatMap((word) => sweptName(word, sweeps, env) ?? []);
  const values = node.values.map((one) => ({
    value: requireNumber(inner.lower(one), '`plot`', inner),
    text: textOf(one.span, env),
  }));
  if (against === undefined) return undefined;
  return { kind: 'plot', span: node.span, values, against, curves, text: textOf(node.span, env) };
}

function lowerAgainst(
  node: ExpressionSyntax,
  sweeps: readonly Swept[],
  env: Env,
): PlotStatement['against'] | undefined {
  if (node.kind === 'compare' && node.first.kind === 'name') {
    const [link] = node.rest;
    if (node.rest.length === 1 && link?.operator === 'in') return lowerRange(node.first, link.operand, env);
  }
  if (node.kind !== 'name') {
    env.report({ code: 'study/against', span: node.span });
    return undefined;
  }
  const swept = sweeps.find((sweep) => sweep.declaration.name === node.name);
  if (swept !== undefined) return { kind: 'sweep', variable: swept.declaration };
  if (node.name === 'iteration') return { kind: 'iteration' };
  sweptName({ text: node.name, span: node.span }, sweeps, env);
  return undefined;
}

function lowerRange(
  name: ExpressionSyntax & { kind: 'name' },
  set: ExpressionSyntax,
  env: Env,
): PlotStatement['against'] {
  const over = env.lower(set);
  const variable = declare({ text: name.name, span: name.span }, { kind: 'loop', key: name }, env);
  env.program.widen(variable, requireMembers(over, env));
  env.program.setPublic(variable);
  return { kind: 'range', variable, over };
}

function sweptName(word: Word, sweeps: readonly Swept[], env: Env): Declaration | undefined {
  const swept = sweeps.find((sweep) => sweep.declaration.name === word.text);
  if (swept !== undefined) return swept.declaration;
  const known = sweeps.map((sweep) => sweep.declaration.name);
  env.report({ code: 'study/not-swept', span: word.span, name: word.text, known, nearest: nearest(word.text, known) });
  return undefined;
}
