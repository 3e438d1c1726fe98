import type { FunctionModel, Statement } from '../../../dsl/model.ts';
import { type Machine, type Slot, WAIT } from '../machine.ts';
import type { Instruction, Piece, Program } from '../program.ts';
import type { Scope } from '../scope.ts';

/** A place in the code that is known once it has been reached. */
export interface Target {
  at: number;
}

/** A slot that no name has: the state of a loop. */
export interface Hidden {
  readonly frame: 'play' | 'local';
  readonly slot: number;
  read(machine: Machine): Slot;
  write(machine: Machine, value: Slot): void;
}

interface Procedure {
  readonly name: string;
  readonly entry: Target;
  size: number;
}

/** Emits instructions in order, procedures after the main body. */
export class Assembler {
  readonly program: Program;
  readonly scope: Scope;
  private readonly statement: (statement: Statement, to: Assembler) => void;
  private readonly procedures = new Map<number, Procedure>();
  private readonly waiting: { readonly model: FunctionModel; readonly procedure: Procedure }[] = [];
  private inside: Procedure | undefined;

  /** `statement` compiles one statement of any kind. */
  constructor(program: Program, scope: Scope, statement: (statement: Statement, to: Assembler) => void) {
    this.program = program;
    this.scope = scope;
    this.statement = statement;
  }

  /** `piece` writes the instruction as code, if it can be. */
  emit(instruction: Instruction, piece?: Piece | 'passing'): void {
    const { code, pieces } = this.program;
    code.push(instruction);
    pieces.push(piece === 'passing' ? passing(instruction) : piece);
  }

  /** The number of the instruction that comes next. */
  get here(): number {
    return this.program.code.length;
  }

  mark(target: Target): void {
    target.at = this.here;
  }

  block(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement, this);
  }

  /** A slot of the present frame that survives events. */
  hidden(): Hidden {
    const { inside } = this;
    if (inside !== undefined) return hiddenLocal(inside.size++);
    this.program.initial.push(undefined);
    return hiddenSlot(this.program.initial.length - 1);
  }

  procedure(index: number): Procedure {
    const known = this.procedures.get(index);
    if (known !== undefined) return known;
    const model = this.scope.functions[index];
    if (model === undefined) throw new RangeError(`there is no function ${index}`);
    const procedure = { name: model.name, entry: { at: WAIT }, size: model.locals };
    this.procedures.set(index, procedure);
    this.waiting.push({ model, procedure });
    return procedure;
  }

  /** The whole play: the body, its end, then every procedure that is called. */
  assemble(body: readonly Statement[]): void {
    this.block(body);
    this.emit(theEnd);
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.mark(next.procedure.entry);
      this.inside = next.procedure;
      if (!('kind' in next.model.body)) this.block(next.model.body);
      this.emit(returned);
    }
  }
}

/** An instruction that is always followed by the next one: called as it is. */
function passing(instruction: Instruction): Piece {
  return (writer, at) => {
    writer.line(`${writer.constant(instruction)}(m);`);
    return at + 1;
  };
}

export const theEnd: Instruction = (machine) => {
  machine.event = machine.program.end;
  return WAIT;
};

function hiddenSlot(slot: number): Hidden {
  return {
    frame: 'play',
    slot,
    read: (machine) => {
      machine.trace?.readPlay(slot, machine.play[slot]);
      return machine.play[slot];
    },
    write: (machine, value) => machine.write(slot, value),
  };
}

function hiddenLocal(slot: number): Hidden {
  return {
    frame: 'local',
    slot,
    read: (machine) => {
      machine.trace?.readLocal(slot, machine.locals[slot]);
      return machine.locals[slot];
    },
    write: (machine, value) => machine.writeLocal(slot, value),
  };
}

const returned: Instruction = (machine) => {
  const { frame } = machine;
  machine.trace?.returned();
  machine.leave(frame?.caller);
  return frame?.next ?? WAIT;
};
