import type { SeesStatement } from '../../../dsl/model.ts';
import { labelOf } from '../label-of.ts';
import type { Assembler } from './assembler.ts';
import { playersOf } from './place.ts';

/** `p sees x, y`: an entry for each in the record of every player meant. */
export function sees(statement: SeesStatement, to: Assembler): void {
  const who = playersOf(statement.who, 'sees', to.scope);
  const parts = statement.what.map(({ value, label }) => ({
    value: to.scope.compile(value),
    label: labelOf(label.parts, to.scope),
  }));
  const next = to.here + 1;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    to.emit((machine) => {
      const { records } = machine.program;
      const players = who(machine);
      const entry = records.toldEntry(only.label(machine), records.values.id(only.value(machine)));
      for (let i = 0; i < players.length; i++) machine.tell(players[i]?.index ?? 0, entry);
      return next;
    }, 'passing');
    return;
  }
  to.emit((machine) => {
    const { records } = machine.program;
    const players = who(machine);
    // All is evaluated before anything is told: a rule may have to be drawn first.
    const told = parts.map(({ value, label }) => ({ label: label(machine), value: records.values.id(value(machine)) }));
    for (const { index } of players) {
      for (const { label, value } of told) machine.tell(index, records.toldEntry(label, value));
    }
    return next;
  }, 'passing');
}
