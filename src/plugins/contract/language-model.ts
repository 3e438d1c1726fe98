import type { ServiceIdentifier } from 'inversify';

/** Where a model runs. `cuda`, `coreml` and `dml` need what their makers ship; `webgpu` needs a graphics driver. */
export type Device = 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml';

/** Which model a seat asks, on which device. */
export interface ModelChoice {
  /**
   * A name (shipped, or added by `icsap model add`), or a path that begins with `./` or `../` and stays in the project. `:q4` and the like
   * at its end asks for a variant of its graph.
   */
  readonly model: string;
  /** `auto` takes the first that is there, in the documented order; a named device that is missing is a Refusal. */
  readonly device: Device | 'auto';
  /** The file that names the model: paths are relative to it. */
  readonly file: string;
}

/** A prompt and the texts that may follow it. */
export interface ChoiceQuestion {
  readonly prompt: string;
  readonly options: readonly string[];
}

/**
 * How likely each option's text is after the prompt: natural logarithms, summed over the option's tokens. Prompt and option are
 * tokenised together. Where the prompt's last letters are then part of another token, they are counted with every option of the question,
 * so that the options stay comparable.
 */
export interface ChoiceAnswer {
  readonly logProbabilities: readonly number[];
  /** How many tokens each option has, for a normalisation by length. */
  readonly tokens: readonly number[];
}

/** How a text is to be continued. Without temperature, or at 0, the likeliest token each time. */
export interface TextQuestion {
  readonly prompt: string;
  readonly maxTokens: number;
  readonly temperature: number;
  /** Only the k likeliest tokens; 0 is all of them. */
  readonly topK: number;
  /** Only the likeliest tokens that together have this chance; 1 is all of them. */
  readonly topP: number;
  /** The text ends before any of these. */
  readonly stop: readonly string[];
  /** Same seed, same text. */
  readonly seed: number;
}

export interface TextAnswer {
  readonly text: string;
  readonly tokens: number;
  /** Why it ended: a stop text or the model's own end, or the limit of tokens. */
  readonly ended: 'stop' | 'length';
}

/** How a question is asked: heard by Ctrl-C within a token, and how far it is. */
export interface Asking {
  readonly signal: AbortSignal;
  progress?(done: number, of: number): void;
}

/** What is said in a conversation, and by whom. */
export interface Message {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** A language model that is ready to be asked. Questions are batched by it; answers come in the order of the questions. */
export interface LanguageModel {
  readonly name: string;
  /** SHA-256 of what decides its answers: graph, weights, tokenizer and templates. */
  readonly hash: string;
  /** The device that it got. */
  readonly device: Device;
  /** The log-probability of each option's text given its prompt; what prompts share is computed once. */
  choose(questions: readonly ChoiceQuestion[], asking: Asking): Promise<readonly ChoiceAnswer[]>;
  write(questions: readonly TextQuestion[], asking: Asking): Promise<readonly TextAnswer[]>;
  /** A conversation in the form that the model was trained on; undefined where its folder has no chat template. */
  chat(messages: readonly Message[]): string | undefined;
}

/** The language models of this machine. Opening the same choice twice gives the same model. */
export interface LanguageModels {
  /** Throws a Refusal in one line that says what is missing: the runtime, the model, the device. */
  open(choice: ModelChoice): Promise<LanguageModel>;
}

export const LanguageModels: ServiceIdentifier<LanguageModels> = Symbol.for('icsap/LanguageModels');
