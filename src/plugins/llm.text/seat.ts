import type {
  LanguageModel,
  LanguageModels,
  Seat,
  SeatAnswer,
  SeatRequest,
  SolverRun,
  TextAnswer,
  TextQuestion,
} from '../contract/index.ts';
import { graderOf } from './grader.ts';
import type { TextOptions } from './options.ts';
import { questionAt } from './prompt.ts';
import { chancesOf, refuseStranger, type Tally, tallyOf } from './tally.ts';

type Hearing = Pick<SolverRun, 'signal' | 'progress' | 'rng'>;

/**
 * A language model in a seat, for what it writes: at each information set it goes on from the prompt, and a grader reads a move out of
 * each text. Chances are shares among the samples; a text that is no answer is an outcome of its own, counted in the report and
 * handled as `otherwise` says, never taken for a move. Cost: samples times decisions texts.
 */
export class TextSeat implements Seat<TextOptions> {
  readonly #models: LanguageModels;

  constructor(models: LanguageModels) {
    this.#models = models;
  }

  async behave(request: SeatRequest<TextOptions>, options: TextOptions, run: Hearing): Promise<SeatAnswer> {
    const { decisions, file, optionsAt } = request;
    refuseStranger(decisions, options);
    const grade = graderOf(options, request);
    const model = await this.#models.open({ model: options.model, device: options.device, file });
    const samples = options.temperature === 0 ? 1 : options.samples;
    const asked = decisions.map((decision, at) =>
      questionsAt(questionAt(decision, optionsAt(at), model), options, samples, run, at),
    );
    const written = await textsFor(asked.flat(), model, run);
    const tallies = decisions.map((decision, at) => {
      const texts = written.slice(at * samples, (at + 1) * samples).map(({ text }) => text);
      return tallyOf(
        texts.map((text) => grade(text, decision, optionsAt(at))),
        texts,
        decision.actions.length,
      );
    });
    const chances = decisions.map((decision, at) => {
      const tally = tallies[at];
      return tally ? chancesOf(tally, decision, options) : [];
    });
    const { name, hash, device } = model;
    const report = reportOf(tallies, samples, written);
    return {
      chances,
      model: { name, hash, device },
      report,
      ...(samples > 1 && { samples: decisions.map(() => samples) }),
    };
  }
}

function questionsAt(
  prompt: string,
  { maxTokens, temperature, topK, topP, stop }: TextOptions,
  samples: number,
  { rng }: Hearing,
  decision: number,
): readonly TextQuestion[] {
  return Array.from({ length: samples }, (_, sample) => {
    const seed = temperature === 0 ? 0 : rng.child(decision, sample).below(2 ** 31 - 1);
    return { prompt, maxTokens, temperature, topK, topP, stop, seed };
  });
}

async function textsFor(
  questions: readonly TextQuestion[],
  model: LanguageModel,
  { signal, progress }: Hearing,
): Promise<readonly TextAnswer[]> {
  const began = performance.now();
  return model.write(questions, {
    signal,
    progress: (done, of) => progress({ iteration: done, milliseconds: performance.now() - began, texts: of }),
  });
}

/** Two-sided, for each decision by itself. */
const CONFIDENCE = 0.95;

/** Hoeffding's inequality: no chance is further off than this, with the confidence. */
function within(samples: number): number {
  return Math.sqrt(Math.log(2 / (1 - CONFIDENCE)) / (2 * samples));
}

function reportOf(
  tallies: readonly Tally[],
  samples: number,
  written: readonly TextAnswer[],
): Readonly<Record<string, number>> {
  const failures = tallies.reduce((sum, tally) => sum + tally.failures, 0);
  const cut = written.filter(({ ended }) => ended === 'length').length;
  return {
    samples,
    failures: failures / Math.max(1, written.length),
    worst: Math.max(0, ...tallies.map((tally) => tally.failures / samples)),
    cut: cut / Math.max(1, written.length),
    ...(samples > 1 && { within: within(samples) }),
  };
}
