import type { Instruction, Often, Piece } from '../program.ts';
import type { Scope } from '../scope.ts';
import { emit } from './emit.ts';
import { generatedBlock } from './function.ts';
import { Writer } from './writer.ts';

/** So often an instruction runs as it is before code is generated for what begins with it: small games never come to it. */
const COLD_RUNS = 300;

/** Instructions of one block, at most. */
const MOST = 64;

/**
 * Instructions in one function of generated code, each block from one where plays have gone on to the next event or jump.
 * The instructions themselves stay: what cannot be written as code is called.
 */
export class Blocks {
  private readonly code: Instruction[];
  private readonly pieces: readonly (Piece | undefined)[];
  private readonly scope: Scope;
  private readonly cold: number;
  private readonly runs: number[];
  private readonly single: readonly Instruction[];

  constructor(code: Instruction[], pieces: readonly (Piece | undefined)[], scope: Scope, generates: Often) {
    this.code = code;
    this.pieces = pieces;
    this.scope = scope;
    this.cold = generates === 'all' ? 1 : COLD_RUNS;
    this.runs = code.map(() => 0);
    this.single = [...code];
  }

  /** A play comes to an instruction from outside: if it has often, it becomes the beginning of a block. */
  enter(at: number): void {
    const runs = (this.runs[at] ?? 0) + 1;
    if (runs > this.cold) return;
    this.runs[at] = runs;
    if (runs === this.cold && this.pieces[at] !== undefined) this.code[at] = this.block(at);
  }

  private block(from: number): Instruction {
    const writer = new Writer(this.scope, emit);
    let at = from;
    for (let count = 0; at >= 0; count++) {
      if (count === MOST) {
        writer.line(`return ${at};`);
        break;
      }
      writer.line(`m.at = ${at};`);
      writer.at = at;
      at = this.write(at, writer);
    }
    return generatedBlock(writer);
  }

  /** Writes one instruction; result: the one after it, or -1 if the block ends. */
  private write(at: number, writer: Writer): number {
    const piece = this.pieces[at];
    if (piece !== undefined) return piece(writer, at);
    writer.line(`return ${this.run(at, writer)};`);
    return -1;
  }

  private run(at: number, writer: Writer): string {
    return `${writer.constant(this.single[at])}(m)`;
  }
}
