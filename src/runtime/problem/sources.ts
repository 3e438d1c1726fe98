import type {
  CommitsStatement,
  Declaration,
  Place,
  ReferenceExpression,
  ScenarioModel,
  Statement,
} from '../../dsl/model.ts';

/** Where a value comes from in the end. */
export type Source = 'draw' | 'choice' | 'report';

/**
 * What each name of a scenario depends on, through `let`s, draws, rules and the conditions around them: a closure over
 * its statements, repeated until nothing new is found.
 */
export class Sources {
  readonly rules: readonly CommitsStatement[];
  readonly #scenario: ScenarioModel;
  readonly #of = new Map<string, Set<Source>>();
  #hasGrown = true;

  constructor(scenario: ScenarioModel) {
    this.#scenario = scenario;
    const bodies = [scenario.body, ...scenario.functions.map(({ body }) => body)];
    const statements = bodies.flatMap((body) => (isStatements(body) ? [body] : []));
    while (this.#hasGrown) {
      this.#hasGrown = false;
      for (const body of statements) this.#walk(body, new Set());
    }
    this.rules = [...new Set(statements.flatMap((body) => commitsIn(body)))];
  }

  ofArguments(statement: CommitsStatement): ReadonlySet<Source> {
    return this.#read(statement.arguments.map(({ value }) => value));
  }

  #walk(statements: readonly Statement[], around: ReadonlySet<Source>): void {
    for (const statement of statements) this.#visit(statement, around);
  }

  #visit(statement: Statement, around: ReadonlySet<Source>): void {
    switch (statement.kind) {
      case 'draw':
        this.#addAll(statement.targets, ['draw', ...around, ...this.#read(statement.distribution)]);
        break;
      case 'chooses':
        this.#addAll([statement.target], ['choice']);
        break;
      case 'reports':
        this.#addAll([statement.target], ['report']);
        break;
      case 'commits':
        this.#addAll([statement.target], this.ofArguments(statement));
        break;
      case 'bind':
        this.#addAll(statement.targets, [...around, ...this.#read(statement.value)]);
        break;
      case 'if': {
        const inside = new Set([...around, ...this.#read(statement.condition)]);
        this.#walk(statement.then, inside);
        this.#walk(statement.otherwise, inside);
        break;
      }
      case 'for':
      case 'while':
        this.#walk(statement.body, around);
        break;
      default:
    }
  }

  #addAll(places: readonly Place[], sources: Iterable<Source>): void {
    for (const { declaration } of places) this.#add(declaration, sources);
  }

  #add(declaration: Declaration, sources: Iterable<Source>): void {
    const key = keyOf(declaration);
    const known = this.#of.get(key) ?? new Set();
    const before = known.size;
    for (const source of sources) known.add(source);
    this.#of.set(key, known);
    this.#hasGrown ||= known.size > before;
  }

  /** Sources of all names in an expression, and in the bodies of the functions that it calls. */
  #read(expression: unknown): ReadonlySet<Source> {
    const found = new Set<Source>();
    const called = new Set<number>();
    const open: unknown[] = [expression];
    for (let node = open.pop(); node !== undefined || open.length > 0; node = open.pop()) {
      if (typeof node !== 'object' || node === null) continue;
      if (isReference(node)) {
        for (const source of this.#of.get(keyOf(node.to)) ?? []) found.add(source);
        continue;
      }
      for (const [key, value] of Object.entries(node)) {
        if (key === 'function' && typeof value === 'number' && !called.has(value)) {
          called.add(value);
          open.push(this.#scenario.functions[value]?.body);
        }
        if (key !== 'span' && key !== 'type') open.push(value);
      }
    }
    return found;
  }
}

function commitsIn(statements: readonly Statement[]): CommitsStatement[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'commits') return [statement];
    if (statement.kind === 'if') return [...commitsIn(statement.then), ...commitsIn(statement.otherwise)];
    return statement.kind === 'for' || statement.kind === 'while' ? commitsIn(statement.body) : [];
  });
}

function isStatements(body: ScenarioModel['functions'][number]['body']): body is readonly Statement[] {
  return Array.isArray(body);
}

function isReference(node: object): node is ReferenceExpression {
  return 'kind' in node && node.kind === 'reference' && 'to' in node;
}

function keyOf({ frame, slot, name }: Declaration): string {
  return `${frame} ${slot} ${name}`;
}
