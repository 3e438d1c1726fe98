import {
  type Dictionaries,
  type Dictionary,
  type Exact,
  type GameProblem,
  type Kernels,
  type PlayerForm,
  Refusal,
  type Rng,
  type SequenceForm,
  type Solution,
  type Solver,
  type SolverRun,
  takingTurns,
} from '../contract/index.ts';
import { doubles, wholes } from './field.ts';
import type { LemkeOptions } from './options.ts';
import { Path, weightVariables } from './path.ts';
import { startingPlan } from './start.ts';
import { firstDictionary, type Payoffs, type Side, sideOf } from './system.ts';

/** Systems with more rows than this are solved in doubles. */
const MOST_EXACT_ROWS = 120;
/** The dictionary is full: its memory and each pivot grow with the square of the sequences. */
const MOST_ROWS = 6_000;

/** The path of one game: its first dictionary, and what its variables mean. */
interface Posed {
  readonly dictionary: Dictionary;
  readonly sides: readonly [Side<unknown>, Side<unknown>];
  readonly starts: readonly [Float64Array, Float64Array];
}

/**
 * One equilibrium of a two-player game with perfect recall, matrix or tree. The equilibrium conditions are a linear complementarity problem
 * on the sequence form (Koller, Megiddo and von Stengel 1996); Lemke's pivoting follows a path from any starting play, along
 * which both mix it with best replies, to an equilibrium (von Stengel, van den Elzen and Talman 2002). A lexicographic rule
 * keeps degenerate games from cycling. Each pivot: (sequences of both)^2; their number is small in practice.
 */
export class LemkeSolver implements Solver<GameProblem, LemkeOptions> {
  readonly #kernels: Kernels;
  readonly #dictionaries: Dictionaries;

  constructor(kernels: Kernels, dictionaries: Dictionaries) {
    this.#kernels = kernels;
    this.#dictionaries = dictionaries;
  }

  async solve({ game }: GameProblem, options: LemkeOptions, run: SolverRun): Promise<Solution> {
    const began = performance.now();
    const form = this.#kernels.sequenceForm(game);
    const [one, two] = form.acting.map((player) => form.players[player]);
    if (!one || !two) throw new RangeError('two players must act');
    refuseIfLarge(one.sequences + two.sequences);
    const isExact =
      options.arithmetic === 'exact' ||
      (options.arithmetic === 'auto' && one.sequences + two.sequences <= MOST_EXACT_ROWS);
    const rng = options.start === 'random' ? run.rng : undefined;
    const { dictionary, sides, starts } = isExact
      ? this.#exactly(form, one, two, rng)
      : this.#roughly(form, one, two, rng);
    const path = new Path(dictionary, sides);
    const turn = takingTurns();
    let iterations = 0;
    let isDone = false;
    while (!isDone && !run.budget.exhausted()) {
      await turn();
      isDone = path.step();
      iterations++;
      run.progress({ iteration: iterations, milliseconds: performance.now() - began, weight: path.weight });
    }
    const variables = weightVariables(dictionary.columns, sides);
    const plans = form.uniform();
    const chances = [one, two].map((side, n) => {
      const rows = Array.from(variables[n] ?? [], (variable) => (variable < 0 ? -1 : path.rowOf(variable)));
      const weights = rows.map((row, s) =>
        s === 0 ? path.weight : row < 0 ? 0 : dictionary.value(row, dictionary.columns),
      );
      plans[side.player] = Float64Array.from(
        weights,
        (weight, s) => weight + (1 - path.weight) * (starts[n]?.[s] ?? 0),
      );
      return { side, rows };
    });
    const completed = form.completedChancesOf(plans);
    if (isDone) for (const { side, rows } of chances) roundOnce(side, rows, dictionary, completed);
    return {
      status: isDone ? 'exact' : 'budget',
      profile: { chances: completed, money: new Float64Array(0) },
      alternatives: [],
      proof: undefined,
      explanation: [],
      report: { iterations, arithmetic: isExact ? 'exact' : 'doubles', degenerate: path.hasTied ? 'yes' : 'no' },
    };
  }

  #exactly(form: SequenceForm, one: PlayerForm, two: PlayerForm, rng: Rng | undefined): Posed {
    const entries = form.exactEntries() ?? form.entries;
    const payoffs = (own: PlayerForm, other: PlayerForm): Payoffs<bigint> => ({
      own: entries.last[own.player] ?? new Int32Array(0),
      other: entries.last[other.player] ?? new Int32Array(0),
      worth: this.#dictionaries.whole(Array.from<Exact>(entries.payoff[own.player] ?? [])),
    });
    const [first, second] = [startingPlan(one, rng), startingPlan(two, rng)];
    const whole = this.#dictionaries.whole([...first, ...second]);
    const [ones, twos] = [whole.slice(0, first.length), whole.slice(first.length)];
    const sides = [sideOf(wholes, one, payoffs(one, two), twos), sideOf(wholes, two, payoffs(two, one), ones)] as const;
    return {
      dictionary: this.#dictionaries.exact(firstDictionary(wholes, ones[0] ?? 1n, sides)),
      sides,
      starts: [toDoubles(first), toDoubles(second)],
    };
  }

  #roughly(form: SequenceForm, one: PlayerForm, two: PlayerForm, rng: Rng | undefined): Posed {
    const { last, payoff } = form.entries;
    const payoffs = (own: PlayerForm, other: PlayerForm): Payoffs<number> => ({
      own: last[own.player] ?? new Int32Array(0),
      other: last[other.player] ?? new Int32Array(0),
      worth: [...(payoff[own.player] ?? [])],
    });
    const [first, second] = [toDoubles(startingPlan(one, rng)), toDoubles(startingPlan(two, rng))];
    const sides = [
      sideOf(doubles, one, payoffs(one, two), [...second]),
      sideOf(doubles, two, payoffs(two, one), [...first]),
    ] as const;
    return {
      dictionary: this.#dictionaries.doubles(firstDictionary(doubles, 1, sides)),
      sides,
      starts: [first, second],
    };
  }
}

function refuseIfLarge(sequences: number): void {
  if (sequences <= MOST_ROWS) return;
  throw new Refusal(
    [`there are ${sequences} sequences, and this solver keeps a full table over ${MOST_ROWS} at most`],
    ['Iterate instead, `cfr.plus` for one, and read how close it comes from the gap.'],
  );
}

/** Behaviour where a plan leads, each chance rounded once. */
function roundOnce(side: PlayerForm, rows: readonly number[], dictionary: Dictionary, chances: Float64Array): void {
  for (let set = 0; set < side.sets; set++) {
    const from = side.first[set] ?? 0;
    const own = rows.slice(from, side.first[set + 1]);
    const played = own.flatMap((row, action) => (row < 0 ? [] : [action]));
    if (played.length === 0) continue;
    own.forEach((_, action) => {
      chances[side.position[from + action] ?? 0] = 0;
    });
    const shares = dictionary.proportions(
      played.map((action) => own[action] ?? 0),
      dictionary.columns,
    );
    played.forEach((action, n) => {
      chances[side.position[from + action] ?? 0] = shares[n] ?? 0;
    });
  }
}

function toDoubles(plan: readonly Exact[]): Float64Array {
  return Float64Array.from(plan, (value) =>
    typeof value === 'number' ? value : Number(value.num) / Number(value.den),
  );
}
