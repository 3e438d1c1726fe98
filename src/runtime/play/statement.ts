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
      break; // Known before the play begins.
    case 'bind':
      bind(statement, to);
      break;
    case 'draw':
      draw(statement, to);
      break;
    case 'sees':
      sees(statement, to);
      break;
    case 'chooses':
      chooses(statement, to);
      break;
    case 'reports':
      reports(statement, to);
      break;
    case 'commits':
      commits(statement, to);
      break;
    case 'gets':
      gets(statement, to);
      break;
    case 'leave':
      leave(statement, to);
      break;
    case 'require':
      requires(statement, to);
      break;
    case 'if':
      ifThen(statement, to);
      break;
    case 'for':
      forEach(statement, to);
      break;
    case 'while':
      whileLoop(statement, to);
      break;
    case 'call':
      call(statement, to);
      break;
    case 'end':
      to.emit(theEnd);
      break;
  }
}
