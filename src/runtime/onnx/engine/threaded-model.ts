import type {
  Asking,
  ChoiceAnswer,
  ChoiceQuestion,
  Device,
  LanguageModel,
  Message,
  TextAnswer,
  TextQuestion,
} from '../../../plugins/contract/language-model.ts';
import type { Chat } from '../models/chat.ts';
import type { Crew } from './crew.ts';
import type { Outcome, Task } from './protocol.ts';
import type { Trial } from './trial.ts';

/** Most questions that are answered together. */
const SLICE = 32;
/** Where several threads hold the model, a few questions are made so many parts… */
const PARTS = 4;
/** …and so many questions stay together even then. */
const TOGETHER = 8;

export interface ModelIdentity {
  readonly name: string;
  readonly hash: string;
  readonly chat: Chat | undefined;
}

/** A language model in threads of its own. */
export class ThreadedModel implements LanguageModel {
  readonly name: string;
  readonly hash: string;
  readonly #chat: Chat | undefined;
  readonly #crew: Crew;

  constructor(crew: Crew, { name, hash, chat }: ModelIdentity) {
    this.name = name;
    this.hash = hash;
    this.#chat = chat;
    this.#crew = crew;
  }

  get device(): Device {
    return this.#crew.opened.device;
  }

  /** What it was found to do. */
  get trial(): Trial {
    return this.#crew.opened.trial;
  }

  async choose(questions: readonly ChoiceQuestion[], asking: Asking): Promise<readonly ChoiceAnswer[]> {
    const tasks = this.#slices(questions).map((part): Task => ({ kind: 'choose', questions: part }));
    const outcomes = await this.#perform(tasks, questions.length, asking);
    return outcomes.flatMap((outcome) => (outcome.kind === 'choose' ? outcome.answers : []));
  }

  async write(questions: readonly TextQuestion[], asking: Asking): Promise<readonly TextAnswer[]> {
    const tasks = this.#slices(questions).map((part): Task => ({ kind: 'write', questions: part }));
    const outcomes = await this.#perform(tasks, questions.length, asking);
    return outcomes.flatMap((outcome) => (outcome.kind === 'write' ? outcome.answers : []));
  }

  /** The logits after each token of a text. */
  async logits(text: string, asking: Asking): Promise<readonly Float32Array[]> {
    const [outcome] = await this.#perform([{ kind: 'logits', text }], 1, asking);
    return outcome?.kind === 'logits' ? outcome.rows : [];
  }

  chat(messages: readonly Message[]): string | undefined {
    return this.#chat?.(messages);
  }

  close(): Promise<void> {
    return this.#crew.close();
  }

  /** All tasks, as many at once as there are threads. Settles at once when the signal is given; the threads stop within a token. */
  async #perform(tasks: readonly Task[], total: number, { signal, progress }: Asking): Promise<readonly Outcome[]> {
    signal.throwIfAborted();
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    let done = 0;
    const answered = (count: number): void => {
      done += count;
      if (!signal.aborted) progress?.(done, total);
    };
    const all = Promise.all(tasks.map((task) => this.#crew.perform(task, cancelled, answered)));
    let abort = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      abort = () => {
        Atomics.store(cancelled, 0, 1);
        reject(signal.reason);
      };
    });
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await Promise.race([all, stopped]);
    } finally {
      Atomics.store(cancelled, 0, 1);
      signal.removeEventListener('abort', abort);
      all.catch(() => undefined);
    }
  }

  /** What is in a batch does not depend on how many threads there are: the last digits of an answer do not either. */
  #slices<T>(questions: readonly T[]): readonly (readonly T[])[] {
    const { length } = questions;
    const size = this.#crew.isSpread ? Math.min(SLICE, Math.max(TOGETHER, Math.ceil(length / PARTS))) : SLICE;
    return Array.from({ length: Math.ceil(length / size) }, (_, at) => questions.slice(at * size, (at + 1) * size));
  }
}
