import type { GameProblem, Kernels, SequenceForm, Solution, Solver, SolverRun } from '../contract/index.ts';
import { Refusal } from '../contract/index.ts';
import { answerNames } from './contexts.ts';
import { PreferenceDynamics } from './dynamics.ts';
import type { PreferenceOptions } from './options.ts';

/**
 * Steps are proved to be stable up to temperature / L², where the worth of an answer changes by at most L = 1/2 times the
 * change of the policy (Sokota et al. 2023, theorem 3.4).
 */
const STABLE = 4;

/**
 * Magnetic preference optimisation (Wang et al. 2024) on tables: what a policy answers is moved towards what is preferred to its own answers,
 * less temperature x divergence from a magnet, less divergence from where it is / step size; every so many steps the magnet becomes the policy.
 * Between refreshes the last policy approaches the equilibrium of the game with the magnet linearly (Sokota et al. 2023); each refresh is a
 * proximal step, which comes nearer to the equilibrium by the divergence of the step. One step costs O(answers² contexts).
 */
export class MagneticPreferenceOptimisation implements Solver<GameProblem, PreferenceOptions> {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  solve({ game }: GameProblem, options: PreferenceOptions, run: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const rule = {
      stepSize: options.stepSize ?? STABLE * options.temperature,
      temperature: options.magnet === 'none' ? 0 : options.temperature,
      refresh: options.magnet === 'refreshed' ? options.refresh : Number.POSITIVE_INFINITY,
    };
    const policy = weights(form, options.policy, 'policy');
    const magnet = weights(form, options.reference, 'reference');
    return this.#kernels.iterate(new PreferenceDynamics(form, rule, policy, magnet), options, run);
  }
}

/** By player and sequence. Throws a Refusal where an answer has none, or a weight no answer. */
function weights(
  form: SequenceForm,
  given: Readonly<Record<string, number>> | undefined,
  option: 'policy' | 'reference',
): readonly Float64Array[] {
  const even = form.players.map(({ sequences }) => new Float64Array(sequences).fill(1));
  if (!given) return even;
  const used = new Set<string>();
  for (const { player, sets, set, first } of form.players) {
    for (let i = 0; i < sets; i++) {
      answerNames(form.game, set[i] ?? 0).forEach((name, action) => {
        const weight = given[name];
        if (weight === undefined)
          throw new Refusal(
            [`its option \`${option}\` has no weight for \`${name}\``],
            ['List all answers, or leave the option out.'],
          );
        used.add(name);
        const own = even[player];
        if (own) own[(first[i] ?? 0) + action] = weight;
      });
    }
  }
  const unused = Object.keys(given).find((name) => !used.has(name));
  if (unused === undefined) return even;
  throw new Refusal([`its option \`${option}\` has a weight for \`${unused}\`, which is no answer`], []);
}
