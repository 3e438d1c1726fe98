import type { BindStatement } from '../../../dsl/model.ts';
import { partsOf } from '../expression/clause.ts';
import { emitAssign, emitBind } from '../generate/statement.ts';
import type { Assembler } from './assembler.ts';
import { NO_PATH, placeOf } from './place.ts';

/** `let`, `var` and assignment; several targets take the value apart. */
export function bind(statement: BindStatement, to: Assembler): void {
  const value = to.scope.compile(statement.value);
  const targets = statement.targets.map((target) => placeOf(target, to.scope));
  const next = to.here + 1;
  const [only] = targets;
  const [target] = statement.targets;
  if (targets.length === 1 && target?.path.length === 0) {
    const { frame, slot } = target.declaration;
    if (frame === 'play') {
      to.emit(
        (machine) => {
          machine.write(slot, value(machine));
          return next;
        },
        (writer) => {
          emitBind(statement, target.declaration, writer);
          return next;
        },
      );
      return;
    }
  }
  if (targets.length === 1 && only !== undefined) {
    to.emit(
      (machine) => {
        const result = value(machine);
        only.write(machine, only.path(machine), result);
        return next;
      },
      (writer) => {
        emitAssign(statement, only, writer);
        return next;
      },
    );
    return;
  }
  to.emit((machine) => {
    const parts = partsOf(value(machine), targets.length, statement.value.span);
    const paths = targets.map((target) => target.path(machine));
    targets.forEach((target, i) => {
      target.write(machine, paths[i] ?? NO_PATH, parts[i] ?? null);
    });
    return next;
  }, 'passing');
}
