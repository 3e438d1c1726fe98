import type { GetsStatement, LeaveStatement } from '../../../dsl/model.ts';
import { numberAt } from '../expression/operator.ts';
import { wrong } from '../fault.ts';
import { emitGets } from '../generate/statement.ts';
import { pay } from '../payment.ts';
import type { Piece } from '../program.ts';
import { Affine } from '../value.ts';
import type { Assembler } from './assembler.ts';
import { playerOf } from './place.ts';

/** `p gets e`: a team has one utility, to which what its members get adds. */
export function gets(statement: GetsStatement, to: Assembler): void {
  const value = to.scope.compile(statement.value);
  const who = statement.who.map((expression) => ({ payee: to.scope.compile(expression), span: expression.span }));
  const next = to.here + 1;
  const { span } = statement.value;
  const [only] = who;
  const piece: Piece = (writer, at) => {
    emitGets(statement, writer);
    return at + 1;
  };
  if (who.length === 1 && only !== undefined) {
    to.emit((machine) => {
      const amount = numberAt(value(machine), span);
      const payee = only.payee(machine);
      if (amount !== 0) pay(machine, payee, amount, only.span);
      return next;
    }, piece);
    return;
  }
  to.emit((machine) => {
    const amount = numberAt(value(machine), span);
    const payees = who.map(({ payee }) => payee(machine));
    if (amount === 0) return next;
    for (let i = 0; i < payees.length; i++) pay(machine, payees[i] ?? null, amount, who[i]?.span ?? span);
    return next;
  }, piece);
}

/** `p may leave for e`: noted with what the player knows, for whoever must meet it. */
export function leave(statement: LeaveStatement, to: Assembler): void {
  const who = playerOf(statement.who, 'may leave', to.scope);
  const worth = to.scope.compile(statement.worth);
  const line = to.here;
  const { span } = statement;
  to.emit((machine) => {
    const amount = numberAt(worth(machine), statement.worth.span);
    if (amount instanceof Affine) return wrong(statement.worth.span, 'a number that no rule sets', 'a committed real');
    machine.trace?.lose();
    const player = who(machine);
    const situation = machine.program.lines.id(machine.records[player.index] ?? 0, line);
    machine.leaves = [...machine.leaves, { player, situation, worth: amount, span, realised: machine.realised }];
    return line + 1;
  }, 'passing');
}
