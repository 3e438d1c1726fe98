/** A commitment problem from its text to the certified answer, stage by stage. */
import { CommitmentSolver } from '../src/plugins/commitment.lp/solver.ts';
import { certify } from '../src/runtime/certify/index.ts';
import { GameExtension } from '../src/runtime/extension/index.ts';
import { HighsEngine } from '../src/runtime/lp/index.ts';
import { unlimited } from '../src/runtime/problem/fixture.ts';
import { poseProblem } from '../src/runtime/problem/pose.ts';
import { bestProcessorMilliseconds, type Row } from './row.ts';

/** Milliseconds of the processor. */
export interface Stages {
  /** Reading, checking and enumerating the tree. */
  readonly compile: number;
  /** Building linear programs and solving them: what a program written by hand for this problem would do. */
  readonly solve: number;
  readonly certify: number;
  readonly value: number;
}

const usual = {
  truthful: 'bayesian',
  ties: 'for',
  mediated: 'none',
  budget: 'none',
  quit: false,
  plans: 20_000,
} as const;

/** Times each stage; throws where the certificate does not prove the answer. */
export async function stagesOf(
  text: string,
  truthful: 'bayesian' | 'dominant' = 'bayesian',
  times = 3,
): Promise<Stages> {
  let problem = poseProblem(text);
  const compile = await bestProcessorMilliseconds(async () => {
    problem = poseProblem(text);
  }, times);
  if (problem.class !== 'commitment') throw new TypeError('nobody commits');
  const posed = problem;
  const solver = new CommitmentSolver(new HighsEngine(), new GameExtension());
  const options = { ...usual, truthful };
  let solution = await solver.solve(posed, options, unlimited());
  const solve = await bestProcessorMilliseconds(async () => {
    solution = await solver.solve(posed, options, unlimited());
  }, times);
  const { gap, unproved } = certify(posed, solution);
  if (!(gap < 1e-6) || unproved) throw new Error(`the certificate leaves a gap of ${gap}: ${unproved ?? 'proved'}`);
  const certified = await bestProcessorMilliseconds(async () => certify(posed, solution), times);
  return { compile, solve, certify: certified, value: Number(solution.report['value']) };
}

/** A row for each stage; the solver's has the reference and the target. */
export function rowsOf(
  work: string,
  { compile, solve, certify: certified }: Stages,
  compared: Pick<Row, 'reference' | 'target'>,
): readonly Row[] {
  return [
    { work: `${work}: programs built and solved`, figure: solve, unit: 'ms', ...compared },
    { work: `${work}: text to tree, before`, figure: compile, unit: 'ms' },
    { work: `${work}: certificate, after`, figure: certified, unit: 'ms' },
  ];
}
