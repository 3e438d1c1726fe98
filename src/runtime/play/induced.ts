import type { Exact } from '../../dsl/number.ts';
import { isExact } from './key.ts';
import { mulPlain, toDouble } from './numeric.ts';
import type { Play, PlayEvent, Process } from './play.ts';
import { Float } from './value.ts';

/** Chances of the options of a decision, one for each; numbers that are not whole count as inexact. */
export type Behaviour = (event: PlayEvent, process: Process) => ArrayLike<number> | readonly (Exact | Float)[];

export interface InduceOptions {
  /** Values of committed reals by cell. */
  readonly money?: (cell: number, process: Process) => Exact | Float;
  /** Branches whose probability is not above this are left out; 0 unless told. */
  readonly below?: number;
}

interface Fork {
  readonly event: PlayEvent;
  readonly chances: ReturnType<Behaviour>;
  readonly probability: Exact | Float;
  readonly mark: number;
  next: number;
}

/**
 * Walks all plays of positive probability under a behaviour, and shows each at its end. The probability is exact where all
 * chances on the way are. Depth first, without replay; time is linear in the histories visited.
 */
export function induce(
  play: Play,
  behaviour: Behaviour,
  visit: (process: Process, probability: Exact | Float) => void,
  options: InduceOptions = {},
): void {
  const process = play.start(options.money);
  const below = options.below ?? 0;
  const open: Fork[] = [];
  const enter = (probability: Exact | Float): void => {
    const { event } = process;
    if (event.kind === 'end') {
      visit(process, probability);
      return;
    }
    const chances = event.kind === 'chance' ? event.chances : behaviour(event, process);
    open.push({ event, chances, probability, mark: process.mark(), next: 0 });
  };
  enter(1);
  for (let fork = open.at(-1); fork !== undefined; fork = open.at(-1)) {
    const option = nextOption(fork, below);
    if (option < 0) {
      process.undo(fork.mark);
      process.release(fork.mark);
      open.pop();
      continue;
    }
    process.undo(fork.mark);
    process.take(option);
    enter(mulPlain(fork.probability, chanceOf(fork, option)));
  }
}

/** The next option with a chance above the bound, or -1. */
function nextOption(fork: Fork, below: number): number {
  while (fork.next < fork.event.options.length) {
    const option = fork.next++;
    if (toDouble(mulPlain(fork.probability, chanceOf(fork, option))) > below) return option;
  }
  return -1;
}

/** Doubles from solvers are inexact, but for whole ones. */
function chanceOf({ chances }: Fork, option: number): Exact | Float {
  const chance = chances[option] ?? 0;
  return isExact(chance) && typeof chance === 'number' && !Number.isInteger(chance) ? new Float(chance) : chance;
}
