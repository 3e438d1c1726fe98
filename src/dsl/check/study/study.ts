import type { Expression, StudyModel, StudyStatement } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type {
  ApplyExpression,
  BindSyntax,
  ExpressionSyntax,
  RepeatSyntax,
  SeedSyntax,
  StudyStatementSyntax,
  StudySyntax,
  SweepSyntax,
} from '../../syntax.ts';
import { declare, reportIfTaken } from '../declare.ts';
import type { Env } from '../env.ts';
import { requireMembers, requireNumber } from '../expression/require.ts';
import { lowerFunctions } from '../functions.ts';
import { reportForeignSymbols } from '../parameter-symbols.ts';
import { Program, type World } from '../program.ts';
import { hoist, outermost } from '../scenario.ts';
import { lowerBind } from '../statement/bind.ts';
import { overlap } from '../types/overlap.ts';
import type { Unit } from '../units.ts';
import { Frame, type Variable } from '../variable.ts';
import { lowerArguments, reportGivenAndSwept, reportMissing, typesOf } from './arguments.ts';
import { lowerExpect } from './expect.ts';
import { lowerPlot } from './plot.ts';
import { lowerRule } from './rule.ts';
import { lowerSeat, lowerSolve } from './solve.ts';
import { lowerVerify } from './verify.ts';

/** A study of one of the scenarios, which are checked before it; undefined if it is of none. */
export function lowerStudy(
  syntax: StudySyntax,
  unit: Unit,
  world: World,
  scenarios: ReadonlyMap<string, Program>,
): { readonly model: StudyModel; readonly program: Program } | undefined {
  const { callee, call } = scenarioOf(syntax.of);
  const name = scenarioName(callee);
  const base = scenarios.get(name);
  if (base === undefined) {
    if (!isOfBrokenFile(callee, unit)) {
      world.reporter.report({
        code: 'study/unknown-scenario',
        span: callee.span,
        name,
        nearest: nearest(name, scenarios.keys()),
      });
    }
    return undefined;
  }
  const program = new Program(world, unit, new Map(), new Frame('play', base.frame.size), base);
  const model = program.settle(() => pass(syntax, name, call, program, base));
  return { model, program };
}

function scenarioOf(of: ExpressionSyntax): {
  readonly callee: ExpressionSyntax;
  readonly call: ApplyExpression | undefined;
} {
  return of.kind === 'apply' ? { callee: of.callee, call: of } : { callee: of, call: undefined };
}

/** `Kuhn`, `poker.Kuhn`. */
function scenarioName(node: ExpressionSyntax): string {
  if (node.kind === 'name') return node.name;
  return node.kind === 'field' ? `${scenarioName(node.of)}.${node.field.text}` : '';
}

function isOfBrokenFile(node: ExpressionSyntax, unit: Unit): boolean {
  return (
    node.kind === 'field' && node.of.kind === 'name' && unit.uses.has(node.of.name) && !unit.uses.get(node.of.name)
  );
}

function pass(
  syntax: StudySyntax,
  scenario: string,
  call: ApplyExpression | undefined,
  program: Program,
  base: Program,
): StudyModel {
  const env = outermost(program, 'outside');
  hoist(syntax.statements, env);
  declareSolutions(syntax, env);
  const given = lowerArguments(call, base, env);
  const { sweeps, lets } = lowerNames(syntax, env);
  reportGivenAndSwept(given, sweeps, env);
  reportMissing(
    syntax.of.span,
    base,
    [...given, ...sweeps].map((one) => one.declaration),
    env,
  );
  const statements = syntax.statements.flatMap((one) => lets.get(one) ?? lowerStatement(one, sweeps, env) ?? []);
  const own = lowerFunctions(program, env);
  const constants = program.constants.flatMap((one): StudyStatement[] =>
    one.kind === 'let' ? [{ ...one, span: one.declaration.span }] : [],
  );
  return {
    name: syntax.name.text,
    span: syntax.span,
    doc: syntax.doc?.text,
    cites: syntax.statements.flatMap((one) => (one.kind === 'cite' ? [one.text.text] : [])),
    scenario,
    arguments: given,
    seed: numberOf('seed', syntax, env),
    repeat: numberOf('repeat', syntax, env),
    sweeps,
    functions: [...(base.model?.functions ?? []), ...own],
    statements: [...constants, ...statements],
    slots: program.frame.size,
  };
}

/** What is solved for has a name in all of the study: a plot may stand above its `solve`. */
function declareSolutions(syntax: StudySyntax, env: Env): void {
  for (const statement of syntax.statements) {
    if (statement.kind !== 'solve') continue;
    const { name } = statement;
    const known = env.scope.find(name.text);
    if (known?.kind === 'solution') {
      const first = syntax.statements.find((one) => one.kind === 'solve' && one.name.text === name.text);
      env.report({ code: 'name/taken', span: name.span, name: name.text, other: first?.span ?? name.span });
    } else reportIfTaken(name, env);
    env.scope.add(name.text, { kind: 'solution', name: name.text });
  }
}

/** What is swept and bound, in the order of the lines: it is known in all of the study. */
function lowerNames(
  syntax: StudySyntax,
  env: Env,
): { readonly sweeps: readonly Sweep[]; readonly lets: ReadonlyMap<StudyStatementSyntax, StudyStatement> } {
  const sweeps: Sweep[] = [];
  const lets = new Map<StudyStatementSyntax, StudyStatement>();
  for (const statement of syntax.statements) {
    if (statement.kind === 'sweep') sweeps.push(lowerSweep(statement, env));
    const bound = statement.kind === 'bind' ? lowerLet(statement, env) : undefined;
    if (bound !== undefined) lets.set(statement, bound);
  }
  return { sweeps, lets };
}

function lowerLet(node: BindSyntax, env: Env): StudyStatement | undefined {
  const bind = lowerBind({ ...node, mutable: false }, env);
  const [target] = bind?.targets ?? [];
  if (node.mutable || (target?.path.length ?? 0) > 0) env.report({ code: 'study/var', span: node.span });
  return bind && target && { kind: 'let', span: bind.span, declaration: target.declaration, value: bind.value };
}

type Sweep = StudyModel['sweeps'][number] & { readonly declaration: Variable };

/** A parameter of the scenario, or a new name. */
function lowerSweep(node: SweepSyntax, env: Env): Sweep {
  const over = env.lower(node.over);
  const member = requireMembers(over, env);
  const known = env.scope.find(node.name.text);
  const parameter = known?.kind === 'value' && known.variable.kind === 'parameter' ? known.variable : undefined;
  env.program.swept.add(node.name.text);
  const declaration = parameter ?? declare(node.name, { kind: 'sweep' }, env);
  if (parameter === undefined) {
    env.program.widen(declaration, member);
    env.program.setPublic(declaration);
  } else if (!overlap(member, parameter.type)) {
    const text = env.program.text(node.over.span);
    env.report({
      code: 'study/parameter-type',
      span: node.over.span,
      name: node.name.text,
      text,
      ...typesOf(parameter, member),
    });
  } else reportForeignSymbols(over, parameter, env.program.base?.model?.parameters ?? [], env);
  return { declaration, over, span: node.span };
}

function numberOf(kind: 'seed' | 'repeat', syntax: StudySyntax, env: Env): Expression | undefined {
  const isIt = (one: StudyStatementSyntax): one is SeedSyntax | RepeatSyntax => one.kind === kind;
  const [first, second] = syntax.statements.filter(isIt);
  if (second !== undefined) env.report({ code: 'study/twice', span: second.span, what: kind });
  return first === undefined ? undefined : requireNumber(env.lower(first.value), `\`${kind}\``, env);
}

function lowerStatement(node: StudyStatementSyntax, sweeps: readonly Sweep[], env: Env): StudyStatement | undefined {
  switch (node.kind) {
    case 'solve':
      return lowerSolve(node, env);
    case 'seat':
      return lowerSeat(node, env);
    case 'rule':
      return lowerRule(node, env);
    case 'verify':
      return lowerVerify(node, env);
    case 'expect':
      return lowerExpect(node, env);
    case 'plot':
      return lowerPlot(node, sweeps, env);
    default:
      return undefined;
  }
}
