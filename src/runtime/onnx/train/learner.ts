import type { Tensor } from 'onnxruntime-node';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import type {
  Learner,
  LearnerState,
  NumberArray,
  StepReport,
  WriteOptions,
  WrittenTokens,
} from '../../../plugins/contract/training.ts';
import { batchFeeds, checkArray, checkBatch, shapeKey, tensorOf, typeOf } from './batch.ts';
import { saveLearner } from './checkpoint.ts';
import { names } from './programs.ts';
import { mapped } from './records.ts';
import type { Feeds } from './sessions.ts';
import { numberIn, type Store } from './store.ts';
import type { NetworkTrainer } from './trainer.ts';
import { writeTokens } from './write-tokens.ts';

/** A learner of a trainer; where its parameters are is the store's affair. */
export class NetworkLearner<N extends string, I extends string> implements Learner<N, I> {
  readonly #trainer: NetworkTrainer<N, I>;
  readonly #store: Store<I>;
  #steps: number;
  #isBusy = false;

  constructor(trainer: NetworkTrainer<N, I>, store: Store<I>, steps: number) {
    this.#trainer = trainer;
    this.#store = store;
    this.#steps = steps;
  }

  get steps(): number {
    return this.#steps;
  }

  step(batch: Readonly<Record<I, NumberArray>>): Promise<StepReport> {
    return this.#alone(async () => {
      const answer = await this.#store.step(this.#steps, shapeKey(batch), shapesOf(batch), this.#feeds(batch));
      const report = { ...reportOf(answer), gradientNorm: numberIn(answer[names.norm]) };
      if (!Number.isFinite(report.gradientNorm)) throw notFinite(this.#steps, report.loss);
      this.#steps++;
      return report;
    });
  }

  evaluate(batch: Readonly<Record<I, NumberArray>>): Promise<Omit<StepReport, 'gradientNorm'>> {
    return this.#alone(async () => {
      const feeds = { ...this.#store.feeds, ...this.#feeds(batch) };
      const graph = await this.#trainer.evaluation(shapeKey(batch), shapesOf(batch));
      return reportOf(await graph.run(feeds, Object.fromEntries(graph.outputNames.map((name) => [name, null]))));
    });
  }

  apply(network: N, input: NumberArray): Promise<NumberArray> {
    return this.#alone(async () => {
      checkArray(`the input of ${network}`, input);
      const graph = await this.#trainer.application(network, { type: typeOf(input), dims: input.dims });
      const tensor = tensorOf(this.#trainer.runtime, input);
      const answer = await graph.run(
        { ...this.#store.feeds, [names.input(network)]: tensor },
        { [names.output]: null },
      );
      return arrayIn(answer[names.output]);
    });
  }

  write(network: N, prompts: readonly (readonly number[])[], options: WriteOptions): Promise<readonly WrittenTokens[]> {
    return this.#alone(async () => {
      const decoder = await this.#trainer.decoder(network, this.#store.feeds);
      return writeTokens(decoder, prompts, options);
    });
  }

  async state(): Promise<LearnerState> {
    return { step: this.#steps, ...(await this.#store.numbers()) };
  }

  async save(folder: string): Promise<void> {
    await saveLearner(folder, this.#trainer.networks, await this.state());
  }

  dispose(): void {
    this.#store.dispose();
  }

  #feeds(batch: Readonly<Record<I, NumberArray>>): Readonly<Record<string, Tensor>> {
    checkBatch(this.#trainer.inputs, batch);
    return batchFeeds(this.#trainer.runtime, batch);
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    this.#trainer.signal?.throwIfAborted();
    if (this.#isBusy) throw new Error('a learner does one thing at a time: await the call before');
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }
}

function shapesOf<I extends string>(batch: Readonly<Record<I, NumberArray>>): Readonly<Record<I, readonly number[]>> {
  return mapped(batch, ({ dims }: NumberArray) => dims);
}

function reportOf(answer: Feeds): Omit<StepReport, 'gradientNorm'> {
  const prefix = names.figure('');
  const figures = Object.entries(answer).filter(([name]) => name.startsWith(prefix));
  return {
    loss: numberIn(answer[names.loss]),
    figures: Object.fromEntries(figures.map(([name, tensor]) => [name.slice(prefix.length), numberIn(tensor)])),
  };
}

function arrayIn(tensor: Tensor | undefined): NumberArray {
  const data = tensor?.data;
  if (!tensor || !(data instanceof Float32Array)) throw new RangeError('a network gives real numbers');
  return { data, dims: tensor.dims };
}

function notFinite(step: number, loss: number): Refusal {
  return new Refusal(
    [`In step ${step + 1} the loss is ${loss} and its gradient is not finite; the parameters are as they were before.`],
    [
      'A smaller rate, a warm-up or `clip` may help; so may a look at the batch: a label beyond the logits has this effect.',
    ],
  );
}
