import type { Path } from '../../dsl/diagnostics/play-values.ts';
import { Machine } from './machine.ts';
import type { Program } from './program.ts';

/** Events looked through before the search for a witness is given up. */
const MOST_EVENTS = 200_000;

/** The path of the first play, in depth-first order, that comes to a situation; undefined where none is found soon. */
export function firstPath(program: Program, situation: number): Path | undefined {
  try {
    return search(new Machine(program).begin(), situation);
  } catch {
    // Another mistake stands in the way: the first one is reported without a second witness.
    return undefined;
  }
}

function search(machine: Machine, situation: number): Path | undefined {
  const open: { readonly mark: number; next: number }[] = [];
  for (let events = 0; events < MOST_EVENTS; events++) {
    if (machine.event.situation === situation) return machine.path();
    open.push({ mark: machine.mark(), next: 0 });
    let top = open.at(-1);
    while (top !== undefined) {
      machine.undo(top.mark);
      if (top.next < machine.event.options.length) break;
      machine.release(top.mark);
      open.pop();
      top = open.at(-1);
    }
    if (top === undefined) return undefined;
    machine.take(top.next++);
  }
  return undefined;
}
