import type { Diagnostic } from '../../diagnostic.ts';
import type {
  CommitsStatement,
  Declaration,
  Expression,
  ForStatement,
  ScenarioModel,
  Statement,
  StudyModel,
} from '../../model.ts';
import { expressionsIn, expressionsOf, isStatements } from '../walk.ts';

/** A statement with what stands around it. */
export interface Site<S extends Statement = Statement> {
  readonly statement: S;
  /** Of the `if`s and `while`s around it, outermost first. */
  readonly conditions: readonly Expression[];
  readonly loops: readonly ForStatement[];
  /** Index of the `def` that it stands in. */
  readonly inFunction: number | undefined;
}

/** Where a name gets a value. */
export interface Flow {
  readonly value: Expression;
  readonly conditions: readonly Expression[];
}

/** What the rules about a whole scenario look at, gathered once. */
export interface Facts {
  readonly model: ScenarioModel;
  /** The studies of this scenario. */
  readonly studies: readonly StudyModel[];
  readonly sites: readonly Site[];
  /** Every expression of the scenario with everything inside it. */
  readonly expressions: readonly Expression[];
  /** For `let`s, `var`s, loop variables and parameters of `def`s: what flows into them. */
  readonly flows: ReadonlyMap<Declaration, readonly Flow[]>;
  readonly report: (diagnostic: Diagnostic) => void;
  /** The text of an expression, on one line and not too long. */
  readonly textOf: (expression: Expression) => string;
}

export function gatherFacts(
  model: ScenarioModel,
  studies: readonly StudyModel[],
  { report, textOf }: Pick<Facts, 'report' | 'textOf'>,
): Facts {
  const sites = [...sitesIn(model.body, { conditions: [], loops: [], inFunction: undefined })];
  for (const [index, { body }] of model.functions.entries()) {
    if (isStatements(body)) sites.push(...sitesIn(body, { conditions: [], loops: [], inFunction: index }));
  }
  const roots = [...sites.flatMap((site) => expressionsOf(site.statement)), ...otherRoots(model)];
  const expressions = roots.flatMap((root) => [...expressionsIn(root)]);
  return { model, studies, sites, expressions, flows: flowsOf(model, sites, expressions), report, textOf };
}

function otherRoots(model: ScenarioModel): readonly Expression[] {
  const defaults = model.parameters.flatMap(({ value }) => value ?? []);
  const constants = model.constants.flatMap((one) => (one.kind === 'let' ? [one.value] : []));
  const bodies = model.functions.flatMap(({ body }) => (isStatements(body) ? [] : [body]));
  return [...defaults, ...constants, ...bodies];
}

type Around = Omit<Site, 'statement'>;

function* sitesIn(statements: readonly Statement[], around: Around): Iterable<Site> {
  for (const statement of statements) {
    yield { statement, ...around };
    if (statement.kind === 'if') {
      const inner = { ...around, conditions: [...around.conditions, statement.condition] };
      yield* sitesIn(statement.then, inner);
      yield* sitesIn(statement.otherwise, inner);
    } else if (statement.kind === 'while') {
      yield* sitesIn(statement.body, { ...around, conditions: [...around.conditions, statement.condition] });
    } else if (statement.kind === 'for') {
      yield* sitesIn(statement.body, { ...around, loops: [...around.loops, statement] });
    }
  }
}

function flowsOf(
  model: ScenarioModel,
  sites: readonly Site[],
  expressions: readonly Expression[],
): ReadonlyMap<Declaration, readonly Flow[]> {
  const flows = new Map<Declaration, Flow[]>();
  const add = (to: Declaration | undefined, value: Expression, conditions: readonly Expression[]): void => {
    if (to !== undefined) flows.set(to, [...(flows.get(to) ?? []), { value, conditions }]);
  };
  const pass = (callee: number, given: readonly Expression[], conditions: readonly Expression[]): void => {
    for (const [index, value] of given.entries()) add(model.functions[callee]?.parameters[index], value, conditions);
  };
  for (const { statement, conditions } of sites) {
    if (statement.kind === 'bind')
      for (const target of statement.targets) add(target.declaration, statement.value, conditions);
    if (statement.kind === 'for') for (const variable of statement.variables) add(variable, statement.over, conditions);
    if (statement.kind === 'call') pass(statement.function, statement.arguments, conditions);
  }
  for (const expression of expressions)
    if (expression.kind === 'apply') pass(expression.function, expression.arguments, []);
  return flows;
}

/** The sites of one kind of statement. */
export function sitesOf<K extends Statement['kind']>(
  kind: K,
  facts: Facts,
): readonly Site<Extract<Statement, { readonly kind: K }>>[] {
  return facts.sites.filter(
    (site): site is Site<Extract<Statement, { readonly kind: K }>> => site.statement.kind === kind,
  );
}

/** The declarations that an expression reads, also inside the functions that it calls. */
export function readsOf(expression: Expression, facts: Facts, seen: Set<number> = new Set()): readonly Declaration[] {
  const found: Declaration[] = [];
  for (const part of expressionsIn(expression)) {
    if (part.kind === 'reference') found.push(part.to);
    if (part.kind === 'made') found.push(part.place.declaration);
    if (part.kind !== 'apply' || seen.has(part.function)) continue;
    seen.add(part.function);
    const body = facts.model.functions[part.function]?.body;
    if (body !== undefined && !isStatements(body)) found.push(...readsOf(body, facts, seen));
  }
  return found;
}

/** The rules that are one number for each value of their arguments. */
export function realRules(facts: Facts): ReadonlySet<Declaration> {
  const reals = sitesOf('commits', facts).filter(
    ({ statement }: Site<CommitsStatement>) => statement.domain.kind === 'real',
  );
  return new Set(reals.map(({ statement }) => statement.target.declaration));
}

export function isFixedIn(name: Declaration, study: StudyModel): boolean {
  return study.statements.some((statement) => statement.kind === 'rule' && statement.target === name);
}
