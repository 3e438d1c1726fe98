import type {
  Asking,
  ChoiceAnswer,
  ChoiceQuestion,
  Device,
  LanguageModel,
  Message,
  TextAnswer,
  TextQuestion,
} from '../../plugins/contract/language-model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { addRecords, readRecords } from './file.ts';
import {
  choiceOf,
  keyOf,
  lineOf,
  type Question,
  type RecordedAnswer,
  type RecordHead,
  type RecordLine,
  recordedChoice,
} from './line.ts';

/** So many questions are asked at once: what Ctrl-C can cost. */
const BATCH = 256;

/** Milliseconds after which answers are written down, since the whole file is written: what a crash can cost. */
const INTERVAL = 5000;

/** Who is asked what is not recorded: a model, or nobody, and why. */
export type AnswerSource = { readonly model: LanguageModel } | { readonly why: Refusal };

/** A language model whose answers are kept: what is in the file is not asked again. Without a model behind it, the file is all. */
export class RecordedModel implements LanguageModel {
  readonly name: string;
  readonly hash: string;
  readonly device: Device;
  readonly #head: RecordHead;
  readonly #file: string;
  readonly #source: AnswerSource;
  readonly #fresh = new Map<string, RecordLine>();
  #lines: ReadonlyMap<string, RecordLine>;

  /** Throws a Refusal for a file that was damaged. */
  constructor(file: string, head: RecordHead & { readonly device: Device }, source: AnswerSource) {
    this.name = head.name;
    this.hash = head.hash;
    this.device = head.device;
    this.#head = head;
    this.#file = file;
    this.#source = source;
    this.#lines = readRecords(file)?.lines ?? new Map();
  }

  async choose(questions: readonly ChoiceQuestion[], asking: Asking): Promise<readonly ChoiceAnswer[]> {
    const asked = questions.map((choose) => ({ choose }));
    await this.#complete(asked, asking, async (model, missing, hearing) =>
      (
        await model.choose(
          missing.map(({ choose }) => choose),
          hearing,
        )
      ).map(recordedChoice),
    );
    return asked.map((question) => this.#expected(choiceOf(this.#answer(question))));
  }

  async write(questions: readonly TextQuestion[], asking: Asking): Promise<readonly TextAnswer[]> {
    const asked = questions.map((write) => ({ write }));
    await this.#complete(asked, asking, (model, missing, hearing) =>
      model.write(
        missing.map(({ write }) => write),
        hearing,
      ),
    );
    return asked.map((question) => {
      const answer = this.#answer(question);
      return this.#expected('text' in answer ? answer : undefined);
    });
  }

  chat(messages: readonly Message[]): string | undefined {
    const question = { chat: messages };
    const known = this.#lines.get(keyOf(question)) ?? this.#fresh.get(keyOf(question));
    if (known && 'chat' in known.answer) return known.answer.chat ?? undefined;
    const answer = this.#asked([question], 1).chat(messages);
    this.#keep(question, { chat: answer ?? null });
    return answer;
  }

  /** Asks what is not known yet, in batches, and writes the answers down: now and then, and at the end, also of what was stopped. */
  async #complete<Q extends Question>(
    questions: readonly Q[],
    { signal, progress }: Asking,
    ask: (model: LanguageModel, missing: readonly Q[], asking: Asking) => Promise<readonly RecordedAnswer[]>,
  ): Promise<void> {
    const different = new Map(questions.map((question) => [keyOf(question), question]));
    const missing = [...different].flatMap(([key, question]) => (this.#lines.has(key) ? [] : [question]));
    const known = different.size - missing.length;
    let written = performance.now();
    try {
      for (let first = 0; first < missing.length; first += BATCH) {
        const model = this.#asked(missing, different.size);
        const batch = missing.slice(first, first + BATCH);
        const hearing = {
          signal,
          progress: (done: number) => progress?.(known + first + done, different.size),
        };
        const answers = await ask(model, batch, hearing);
        signal.throwIfAborted();
        for (const [at, question] of batch.entries()) this.#keep(question, this.#expected(answers[at]));
        if (performance.now() - written < INTERVAL) continue;
        this.#flush();
        written = performance.now();
      }
    } finally {
      this.#flush();
    }
    progress?.(different.size, different.size);
  }

  #keep(question: Question, answer: RecordedAnswer): void {
    const line = lineOf(this.#head, question, answer);
    this.#fresh.set(line.key, line);
  }

  /** What others have written down meanwhile counts: all play by the same answers. */
  #flush(): void {
    if (this.#fresh.size === 0) return;
    this.#lines = addRecords(this.#file, this.#head, this.#fresh.values());
    this.#fresh.clear();
  }

  #answer(question: Question): RecordedAnswer {
    return this.#expected(this.#lines.get(keyOf(question))).answer;
  }

  #expected<T>(value: T | undefined): T {
    if (value === undefined) throw new Error(`the model \`${this.name}\` left a question without an answer`);
    return value;
  }

  /** The model. Throws a Refusal that says what is missing where there is none. */
  #asked(missing: readonly Question[], of: number): LanguageModel {
    if ('model' in this.#source) return this.#source.model;
    const { reasons, help } = this.#source.why;
    const what = JSON.stringify(missing[0]);
    const place = `of \`${this.name}\` on ${this.device} are not recorded in \`${this.#file}\``;
    throw new Refusal([...reasons, `${missing.length} of ${of} answers ${place}; the first is to ${what}`], help);
  }
}
