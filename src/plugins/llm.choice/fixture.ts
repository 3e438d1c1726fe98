import type {
  ChoiceQuestion,
  LanguageModel,
  LanguageModels,
  SeatDecision,
  SeatRequest,
  SolverRun,
} from '../contract/index.ts';

/** Log-probability of a text after a prompt, and its number of tokens. */
export type Judgement = (prompt: string, text: string) => { readonly logProbability: number; readonly tokens?: number };

/** Language models for tests: one that judges by a function, and notes what it was asked. */
export class JudgingModels implements LanguageModels {
  readonly asked: ChoiceQuestion[] = [];
  readonly #judge: Judgement;
  readonly #chat: LanguageModel['chat'];

  constructor(judge: Judgement, chat: LanguageModel['chat'] = () => undefined) {
    this.#judge = judge;
    this.#chat = chat;
  }

  async open(): Promise<LanguageModel> {
    return {
      name: 'test',
      hash: '0'.repeat(64),
      device: 'cpu',
      chat: this.#chat,
      choose: async (questions, { progress }) => {
        this.asked.push(...questions);
        progress?.(questions.length, questions.length);
        return questions.map(({ prompt, options }) => {
          const judged = options.map((text) => this.#judge(prompt, text));
          return {
            logProbabilities: judged.map(({ logProbability }) => logProbability),
            tokens: judged.map(({ tokens = 1 }) => tokens),
          };
        });
      },
      write: async () => [],
    };
  }
}

/** Decisions of one player, which differ in what it knows of `x`. */
export function decisionsKnowing(values: readonly string[], names: readonly string[]): readonly SeatDecision[] {
  return values.map((value) => ({
    player: 'p',
    choice: 'act',
    knows: [['x', value]],
    known: `x = ${value}`,
    actions: names,
    names,
  }));
}

export function requestFor<O>(
  decisions: readonly SeatDecision[],
  optionsAt: (decision: number) => O,
): { readonly request: SeatRequest<O>; readonly run: Pick<SolverRun, 'signal' | 'progress'> } {
  const world = (): never => {
    throw new Error('it has no need of the game');
  };
  const read = () => ({ refused: 'there is no such file' });
  const request = { decisions, optionsAt, functionOf: () => undefined, world, file: 'test.icsap', read };
  const { signal } = new AbortController();
  return { request, run: { signal, progress: () => undefined } };
}
