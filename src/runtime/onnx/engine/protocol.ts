import type {
  ChoiceAnswer,
  ChoiceQuestion,
  Device,
  TextAnswer,
  TextQuestion,
} from '../../../plugins/contract/language-model.ts';
import type { ModelFolder } from '../models/folder.ts';
import type { Trial } from './trial.ts';

/** What a model's thread is started with. All that goes between threads is plain data. */
export interface ThreadStart {
  readonly model: ModelFolder;
  readonly device: Device | 'auto';
  /** Of one call of the graph. */
  readonly threads: number;
}

/** What a thread may be asked. */
export type Task =
  | { readonly kind: 'choose'; readonly questions: readonly ChoiceQuestion[] }
  | { readonly kind: 'write'; readonly questions: readonly TextQuestion[] }
  /** The logits after each token of a text, one text at a time. */
  | { readonly kind: 'logits'; readonly text: string };

/** What it answers. */
export type Outcome =
  | { readonly kind: 'choose'; readonly answers: readonly ChoiceAnswer[] }
  | { readonly kind: 'write'; readonly answers: readonly TextAnswer[] }
  | { readonly kind: 'logits'; readonly rows: readonly Float32Array[] };

export interface Job {
  readonly task: Task;
  /** One shared number; not 0 once nobody waits any more. */
  readonly cancelled: Int32Array;
}

export interface Opened {
  readonly device: Device;
  readonly trial: Trial;
}

/** How something failed: with a Refusal, since nobody waits, or with a mistake. */
export type Failure =
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly help: readonly string[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

export type Reply =
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'answered'; readonly count: number }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | Failure;
