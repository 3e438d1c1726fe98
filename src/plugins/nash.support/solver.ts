import type {
  Dictionaries,
  GameProblem,
  Kernels,
  PlayerForm,
  Profile,
  SequenceForm,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { componentsOf, type Pair } from './components.ts';
import { bimatrixOf } from './matrix.ts';
import type { SupportOptions } from './options.ts';
import { type Vertex, verticesOf, within } from './vertices.ts';

/**
 * All equilibria of a two-player matrix game. A pair of strategies is an equilibrium if every action of either is a best
 * reply or has chance 0 (Mangasarian 1964); the extreme ones are pairs of vertices of two polytopes, which are listed and
 * matched without rounding (Avis, Rosenberg, Savani and von Stengel 2010). A game with infinitely many is `degenerate`: the
 * list then has the extreme points of all sets of equilibria. Number of vertices: exponential in the number of actions.
 */
export class SupportSolver implements Solver<GameProblem, SupportOptions> {
  readonly #kernels: Kernels;
  readonly #dictionaries: Dictionaries;

  constructor(kernels: Kernels, dictionaries: Dictionaries) {
    this.#kernels = kernels;
    this.#dictionaries = dictionaries;
  }

  async solve({ game }: GameProblem, { most }: SupportOptions, { budget }: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const [row, column] = form.acting.map((player) => form.players[player]);
    if (!row || !column) throw new RangeError('two players must act');
    const matrix = bimatrixOf(form, row, column, this.#dictionaries);
    const look = within(budget);
    const turned = Array.from({ length: matrix.columns }, (_, c) => matrix.first.map((line) => line[c] ?? 0n));
    const isLate = budget.exhausted();
    // Both at a time, so that there is something to match when time is up.
    const [rows, columns] = isLate
      ? [[], []]
      : await Promise.all([
          verticesOf(matrix.second, this.#dictionaries, look),
          verticesOf(turned, this.#dictionaries, look),
        ]);
    const pairs = equilibria(rows, columns, matrix.rows, matrix.columns);
    const profiles = pairs.map((pair) => profileOf(form, row, column, pair));
    return solution(form, profiles.slice(0, most), pairs, most, budget.exhausted(), {
      vertices: rows.length + columns.length,
      degenerate: [
        ...rows.map((each) => isDegenerate(each, matrix.rows)),
        ...columns.map((each) => isDegenerate(each, matrix.columns)),
      ].includes(true)
        ? 'yes'
        : 'no',
    });
  }
}

/** Pairs in which each action is a best reply or never played, those with few actions first. */
function equilibria(rows: readonly Vertex[], columns: readonly Vertex[], m: number, n: number): readonly Pair[] {
  const all = (1n << BigInt(m + n)) - 1n;
  const low = (1n << BigInt(n)) - 1n;
  // The column player's labels begin with its own actions; turned, they stand where the row player's labels have them.
  const turned = columns.map((vertex) => ({
    vertex,
    labels: ((vertex.labels & low) << BigInt(m)) | (vertex.labels >> BigInt(n)),
  }));
  const pairs = rows.flatMap((first) =>
    turned.filter(({ labels }) => (first.labels | labels) === all).map(({ vertex }) => ({ first, second: vertex })),
  );
  return pairs.sort((one, other) => compare(supports(one), supports(other)));
}

/** How many actions are played, then which: what equilibria are ordered by. */
function supports({ first, second }: Pair): readonly number[] {
  const played = [first, second].map(({ chances }) =>
    chances.flatMap((chance, action) => (chance > 0 ? [action] : [])),
  );
  return [played.flat().length, ...played.flat()];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** More best replies than played actions. */
function isDegenerate({ chances, labels }: Vertex, own: number): boolean {
  const played = chances.filter((chance) => chance > 0).length;
  let replies = 0;
  for (let rest = labels >> BigInt(own); rest > 0n; rest >>= 1n) if ((rest & 1n) === 1n) replies++;
  return replies > played;
}

function profileOf(form: SequenceForm, row: PlayerForm, column: PlayerForm, { first, second }: Pair): Profile {
  const plans = form.uniform();
  plans[row.player] = Float64Array.of(1, ...first.chances);
  plans[column.player] = Float64Array.of(1, ...second.chances);
  return { chances: form.chancesOf(plans), money: new Float64Array(0) };
}

function solution(
  form: SequenceForm,
  [first, ...others]: readonly Profile[],
  pairs: readonly Pair[],
  most: number,
  isLate: boolean,
  report: Solution['report'],
): Solution {
  const components = componentsOf(pairs);
  const isInfinite = components.length > 0;
  const status = isLate ? 'budget' : isInfinite || pairs.length > most ? 'degenerate' : 'exact';
  return {
    status,
    profile: first ?? { chances: form.chancesOf(form.uniform()), money: new Float64Array(0) },
    alternatives: others,
    proof: undefined,
    explanation: [
      ...components,
      ...(first
        ? []
        : ['Time was up before any equilibrium was found: this is uniform play. `nash.lemke` finds one much sooner.']),
      ...(pairs.length > most ? [`${pairs.length} extreme equilibria were found; ${most} are listed.`] : []),
    ],
    report: { ...report, equilibria: pairs.length },
  };
}
