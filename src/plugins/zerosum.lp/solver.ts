import type {
  GameProblem,
  Kernels,
  LpAnswer,
  LpEngine,
  PlayerForm,
  SequenceForm,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import type { ZeroSumOptions } from './options.ts';
import { type ZeroSumProgram, zeroSumProgram } from './program.ts';

/** Programs with more rows than this are not solved in fractions. */
const MOST_EXACT_ROWS = 160;
/** … and none with more entries: fractions grow with every one. */
const MOST_EXACT_ENTRIES = 2_000;

/**
 * Two-player zero-sum games with perfect recall, exactly. On the sequence form a player's strategies are a polytope with one
 * variable for each of its sequences, and the other's best response is a linear program; by duality one program finds
 * both optimal plans and the value (von Stengel 1996; Koller, Megiddo and von Stengel 1996). Size: sequences of both
 * players; a matrix is the case of one set each. Small games with exact numbers are solved in fractions. Off the path of
 * their own play both reply best to the other's plan.
 */
export class ZeroSumSolver implements Solver<GameProblem, ZeroSumOptions> {
  readonly #kernels: Kernels;
  readonly #engine: LpEngine;

  constructor(kernels: Kernels, engine: LpEngine) {
    this.#kernels = kernels;
    this.#engine = engine;
  }

  async solve({ game }: GameProblem, options: ZeroSumOptions, { budget, signal }: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const [row, column] = sides(form);
    if (budget.exhausted()) return solution('budget', form, form.uniform(), {});
    const program = programOf(form, row, column, options);
    const answer = await this.#engine.solve(program.linear, {
      milliseconds: budget.left(),
      signal,
      ...(options.method === 'auto' ? {} : { method: options.method }),
    });
    if (answer.status !== 'optimal' && answer.status !== 'budget') {
      throw new Error(`the linear program ended as ${answer.status}`);
    }
    const plans = plansOf(form, row, column, program, answer);
    const arithmetic = answer.exact ? 'fractions' : 'doubles';
    const status = answer.status === 'optimal' ? 'exact' : 'budget';
    return solution(status, form, plans, { arithmetic, iterations: answer.iterations });
  }
}

/** The two players that act; where only one does, somebody that does not. */
function sides({ acting, players }: SequenceForm): readonly [PlayerForm, PlayerForm] {
  const row = players[acting[0] ?? 0];
  const column = players[acting[1] ?? (row?.player === 0 ? 1 : 0)];
  if (!row || !column) throw new RangeError('a zero-sum game has two players');
  return [row, column];
}

function programOf(
  form: SequenceForm,
  row: PlayerForm,
  column: PlayerForm,
  { arithmetic }: ZeroSumOptions,
): ZeroSumProgram {
  const isSmall = row.sets + column.sequences <= MOST_EXACT_ROWS && form.entries.count <= MOST_EXACT_ENTRIES;
  const exact = isSmall && arithmetic === 'auto' ? form.exactEntries() : undefined;
  return zeroSumProgram(row, column, exact ?? form.entries, exact !== undefined);
}

/** The row player's plan stands in the columns, the other's in the prices. What rounding puts below 0 is 0. */
function plansOf(
  form: SequenceForm,
  row: PlayerForm,
  column: PlayerForm,
  { firstSequenceRow }: ZeroSumProgram,
  { columns, prices }: LpAnswer,
): Float64Array[] {
  const plans = form.uniform();
  plans[row.player] = columns.slice(0, row.sequences).map(positive);
  plans[column.player] = prices.slice(firstSequenceRow, firstSequenceRow + column.sequences).map(positive);
  return plans;
}

function positive(weight: number): number {
  return Math.max(0, weight);
}

function solution(
  status: Solution['status'],
  form: SequenceForm,
  plans: readonly Float64Array[],
  report: Solution['report'],
): Solution {
  return {
    status,
    profile: { chances: form.completedChancesOf(plans), money: new Float64Array(0) },
    alternatives: [],
    proof: undefined,
    explanation: [],
    report,
  };
}
