import type { CallStatement, ForStatement, IfStatement, WhileStatement } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { partsOf } from '../expression/clause.ts';
import { itemsOf } from '../expression/members.ts';
import { condition } from '../expression/operator.ts';
import { PlayFault } from '../fault.ts';
import { emitBack, emitBranch, emitLoop, emitStep, emitWrite } from '../generate/statement.ts';
import type { Writer } from '../generate/writer.ts';
import type { Machine, Slot } from '../machine.ts';
import { spend } from '../spend.ts';
import { isList, type Value } from '../value.ts';
import type { Assembler, Target } from './assembler.ts';
import { writeSlot } from './place.ts';

/** Procedures inside procedures, at most. */
const MOST_CALLS = 10_000;

export function ifThen(statement: IfStatement, to: Assembler): void {
  const holds = condition(statement.condition, to.scope);
  const otherwise: Target = { at: 0 };
  const after: Target = { at: 0 };
  const then = to.here + 1;
  to.emit(
    (machine) => (holds(machine) ? then : otherwise.at),
    (writer) => {
      emitBranch(statement.condition, otherwise.at, writer);
      return then;
    },
  );
  to.block(statement.then);
  if (statement.otherwise.length > 0)
    to.emit(
      () => after.at,
      () => after.at,
    );
  to.mark(otherwise);
  to.block(statement.otherwise);
  to.mark(after);
}

export function whileLoop(statement: WhileStatement, to: Assembler): void {
  const holds = condition(statement.condition, to.scope);
  const start = to.here;
  const after: Target = { at: 0 };
  to.emit(
    (machine) => (holds(machine) ? start + 1 : after.at),
    (writer) => {
      emitBranch(statement.condition, after.at, writer);
      return start + 1;
    },
  );
  to.block(statement.body);
  back('this `while`', statement.span, start, to);
  to.mark(after);
}

export function forEach(statement: ForStatement, to: Assembler): void {
  const over = to.scope.compile(statement.over);
  const items = to.hidden();
  const position = to.hidden();
  const bind = binderOf(statement);
  const after: Target = { at: 0 };
  const step = to.here + 1;
  to.emit(
    (machine) => {
      const members = itemsOf(over(machine), statement.over.span);
      items.write(machine, members);
      position.write(machine, 0);
      return step;
    },
    (writer) => {
      emitLoop(statement.over, items, position, writer);
      return step;
    },
  );
  to.emit(
    (machine) => {
      const at = position.read(machine);
      const list = listIn(items.read(machine));
      if (typeof at !== 'number' || at >= list.length) return after.at;
      position.write(machine, at + 1);
      bind(machine, list[at] ?? null);
      return step + 1;
    },
    (writer) => {
      emitStep(items, position, after.at, binding(statement, bind, writer), writer);
      return step + 1;
    },
  );
  to.block(statement.body);
  back('this `for`', statement.span, step, to);
  to.mark(after);
}

/** A jump back to the beginning of a loop. */
function back(what: string, span: Span, start: number, to: Assembler): void {
  to.emit(
    (machine) => {
      spend(machine, what, span);
      return start;
    },
    (writer) => {
      emitBack(what, span, start, writer);
      return -1;
    },
  );
}

/** Writes how the variables of a loop get the next item. */
function binding({ variables }: ForStatement, bind: unknown, writer: Writer): (item: string) => void {
  const [only] = variables;
  if (variables.length === 1 && only !== undefined) return (item) => emitWrite(only, item, writer);
  return (item) => writer.line(`${writer.constant(bind)}(m, ${item});`);
}

function listIn(list: Slot): readonly Value[] {
  return list !== undefined && isList(list) ? list : [];
}

/** Gives the variables of a loop the next item. */
function binderOf({ variables, over }: ForStatement): (machine: Machine, item: Value) => void {
  const [only] = variables;
  if (variables.length === 1 && only !== undefined) return (machine, item) => writeSlot(machine, only, item);
  return (machine, item) => {
    const parts = partsOf(item, variables.length, over.span);
    variables.forEach((variable, i) => {
      writeSlot(machine, variable, parts[i] ?? null);
    });
  };
}

/** A procedure: its frame is its own, so that it may call itself. */
export function call(statement: CallStatement, to: Assembler): void {
  const inputs = statement.arguments.map((argument) => to.scope.compile(argument));
  const procedure = to.procedure(statement.function);
  const next = to.here + 1;
  const { span } = statement;
  const enter = (machine: Machine, locals: Slot[]): void => {
    const depth = (machine.frame?.depth ?? 0) + 1;
    if (depth > MOST_CALLS)
      throw new PlayFault((path) => ({ code: 'play/deep', span, name: procedure.name, calls: MOST_CALLS, path }));
    machine.leave({ locals, caller: machine.frame, next, depth });
  };
  to.emit((machine) => {
    const locals: Slot[] = inputs.map((input) => input(machine));
    while (locals.length < procedure.size) locals.push(undefined);
    spend(machine, `\`${procedure.name}\``, span);
    enter(machine, locals);
    machine.trace?.entered(locals, enter);
    return procedure.entry.at;
  });
}
