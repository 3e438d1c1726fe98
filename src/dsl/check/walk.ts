import type { Clause, Domain, Element, Expression, FunctionModel, Statement } from '../model.ts';

/** The expressions directly inside an expression. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'constant':
    case 'reference':
    case 'verified':
      return [];
    case 'template':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'collection':
      return expression.elements.flatMap(elementParts);
    case 'map':
      return expression.entries.flatMap((entry) => [...clauseParts(entry.clauses), entry.key, entry.value]);
    case 'index':
      return [expression.of, ...expression.indices];
    case 'field':
      return [expression.of];
    case 'unary':
      return [expression.operand];
    case 'arithmetic':
    case 'logical':
      return [expression.left, expression.right];
    case 'compare':
      return [expression.first, ...expression.rest.map((link) => link.operand)];
    case 'range':
      return present(expression.low, expression.high, expression.step);
    case 'when':
      return [expression.value, expression.condition];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'builtin':
      return [...expression.arguments, ...expression.named.values()];
    case 'plugin-call':
    case 'apply':
      return expression.arguments;
    case 'arg-best':
      return [...clauseParts(expression.clauses), expression.value];
    case 'made':
      return expression.place.path;
    case 'ask':
      return present(expression.subject, expression.given, expression.solution.position);
    case 'solution':
      return present(expression.solution.position);
  }
}

function elementParts(element: Element): readonly Expression[] {
  return [...clauseParts(element.clauses), ...present(element.when, element.value)];
}

function clauseParts(clauses: readonly Clause[]): readonly Expression[] {
  return clauses.flatMap((clause) => present(clause.over, clause.condition));
}

function present(...expressions: readonly (Expression | undefined)[]): readonly Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

/** The expression and everything inside it, outermost first. */
export function* expressionsIn(expression: Expression): Iterable<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* expressionsIn(child);
}

/** All statements, those of inner blocks after the statement that holds them. */
export function* statementsIn(statements: readonly Statement[]): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    for (const block of blocksOf(statement)) yield* statementsIn(block);
  }
}

export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  if (statement.kind === 'if') return [statement.then, statement.otherwise];
  return statement.kind === 'for' || statement.kind === 'while' ? [statement.body] : [];
}

/** The expressions of the statement itself, without those of inner blocks. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'players':
      return present(statement.index);
    case 'team':
      return [statement.members];
    case 'bind':
      return [...statement.targets.flatMap((target) => target.path), statement.value];
    case 'draw':
      return [...statement.targets.flatMap((target) => target.path), statement.distribution];
    case 'sees':
      return [...statement.who, ...statement.what.map((what) => what.value)];
    case 'chooses':
      return [statement.who, ...statement.target.path, ...domainParts(statement.domain)];
    case 'reports':
      return [statement.who, ...statement.what.path, ...statement.target.path];
    case 'commits': {
      const given = statement.arguments.map((argument) => argument.value);
      return [statement.who, ...statement.target.path, ...given, ...domainParts(statement.domain)];
    }
    case 'gets':
      return [...statement.who, statement.value];
    case 'leave':
      return [statement.who, statement.worth];
    case 'require':
    case 'if':
    case 'while':
      return [statement.condition];
    case 'for':
      return [statement.over];
    case 'call':
      return statement.arguments;
    case 'end':
      return [];
  }
}

export function domainParts(domain: Domain): readonly Expression[] {
  if (domain.kind === 'members') return [domain.set];
  return domain.kind === 'real' ? present(domain.min, domain.max) : [];
}

/** Whether a `def` is a procedure. */
export function isStatements(body: FunctionModel['body']): body is readonly Statement[] {
  return Array.isArray(body);
}
