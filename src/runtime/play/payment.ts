import type { Span } from '../../dsl/span.ts';
import { itemsOf } from './expression/members.ts';
import { wrong } from './fault.ts';
import type { Machine } from './machine.ts';
import { kindOf } from './show.ts';
import { type Numeric, Player, Team, type Value } from './value.ts';

/** Pays a player, a team, or each of several; a team has one utility, to which what its members get adds. */
export function pay(machine: Machine, to: Value, amount: Numeric, span: Span): void {
  const { program } = machine;
  if (to instanceof Player || to instanceof Team) {
    const payee = (to instanceof Player ? program.payeeOf[to.index] : program.payeeOfTeam.get(to)) ?? 0;
    machine.pay(payee, amount);
    return;
  }
  for (const one of itemsOf(to, span)) {
    if (one instanceof Player || one instanceof Team) pay(machine, one, amount, span);
    else wrong(span, 'a player or a team', kindOf(one));
  }
}
