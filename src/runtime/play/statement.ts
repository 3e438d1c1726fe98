import type { Statement } from '../../dsl/model.ts';
import { type Assembler, theEnd } from './statement/assembler.ts';
import { bind } from './statement/bind.ts';
import { chooses, reports } from './statement/choice.ts';
import { commits } from './statement/commit.ts';
import { call, forEach, ifThen, whileLoop } from './statement/control.ts';
import { draw } from './statement/draw.ts';
import { gets, leave } from './statement/pay.ts';
import { requires } from './statement/require.ts';
import { sees } from './statement/sees.ts';

/** Compiles a statement to instructions. */
export function compileStatement(statement: Statement, to: Assembler): void {
  switch (statement.kind) {
    case 'players':
    case 'team':
      return; // Known before the play begins.
    case 'bind':
      return bind(statement, to);
    case 'draw':
      return draw(statement, to);
    case 'sees':
      return sees(statement, to);
    case 'chooses':
      return chooses(statement, to);
    case 'reports':
      return reports(statement, to);
    case 'commits':
      return commits(statement, to);
    case 'gets':
      return gets(statement, to);
    case 'leave':
      return leave(statement, to);
    case 'require':
      return requires(statement, to);
    case 'if':
      return ifThen(statement, to);
    case 'for':
      return forEach(statement, to);
    case 'while':
      return whileLoop(statement, to);
    case 'call':
      return call(statement, to);
    case 'end':
      return to.emit(theEnd);
  }
}
