import type { FunctionModel, Statement } from '../../../dsl/model.ts';

/** All statements of a scenario, those in blocks and procedures included. */
export function* statementsWithin(
  body: readonly Statement[],
  functions: readonly FunctionModel[],
): Generator<Statement> {
  yield* inBlock(body);
  for (const { body: inner } of functions) if (!('kind' in inner)) yield* inBlock(inner);
}

function* inBlock(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind === 'if') yield* inBlock([...statement.then, ...statement.otherwise]);
    if (statement.kind === 'for' || statement.kind === 'while') yield* inBlock(statement.body);
  }
}
