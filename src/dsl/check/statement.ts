import type { Statement } from '../model.ts';
import type { BlockSyntax, StatementSyntax } from '../syntax.ts';
import type { Env } from './env.ts';
import {
  lowerChooses,
  lowerDraw,
  lowerGets,
  lowerLeave,
  lowerReports,
  lowerRequire,
  lowerSees,
} from './statement/act.ts';
import { lowerAssign, lowerBind } from './statement/bind.ts';
import { lowerCommits } from './statement/commits.ts';
import { lowerCall, lowerFor, lowerIf, lowerWhile } from './statement/control.ts';
import { lowerData } from './statement/data.ts';
import { lowerPlayers, lowerTeam } from './statement/players.ts';

/** The statements of a block, one after the other; those in error are left out. */
export function lowerStatements(block: BlockSyntax, env: Env): readonly Statement[] {
  return block.statements.flatMap((statement) => lowerStatement(statement, env) ?? []);
}

function lowerStatement(node: StatementSyntax, env: Env): Statement | readonly Statement[] | undefined {
  switch (node.kind) {
    case 'players':
      return lowerPlayers(node, env);
    case 'team':
      return lowerTeam(node, env);
    case 'bind':
      return lowerBind(node, env);
    case 'define':
      return undefined;
    case 'data':
      return lowerData(node, env);
    case 'cite':
      return undefined;
    case 'if':
      return lowerIf(node, env);
    case 'for':
      return lowerFor(node, env);
    case 'while':
      return lowerWhile(node, env);
    case 'end':
      return { kind: 'end', span: node.span };
    case 'require':
      return lowerRequire(node, env);
    case 'draw':
      return lowerDraw(node, env);
    case 'assign':
      return lowerAssign(node, env);
    case 'sees':
      return lowerSees(node, env);
    case 'chooses':
      return lowerChooses(node, env);
    case 'commits':
      return lowerCommits(node, env);
    case 'reports':
      return lowerReports(node, env);
    case 'gets':
      return lowerGets(node, env);
    case 'leave':
      return lowerLeave(node, env);
    case 'call':
      return lowerCall(node, env);
  }
}
