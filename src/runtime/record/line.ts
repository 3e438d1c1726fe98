import { createHash } from 'node:crypto';
import type {
  ChoiceAnswer,
  ChoiceQuestion,
  Message,
  TextAnswer,
  TextQuestion,
} from '../../plugins/contract/language-model.ts';

/** What a language model was asked: to choose, to write, or how a conversation looks in its own form. */
export type Question =
  | { readonly choose: ChoiceQuestion }
  | { readonly write: TextQuestion }
  | { readonly chat: readonly Message[] };

/** Which model answered, and where it ran: the first line of a file of records. */
export interface RecordHead {
  readonly format: 'icsap-record/1';
  /** As the scenario names it: a name, or a path from the folder above that of the records. */
  readonly model: string;
  readonly name: string;
  readonly hash: string;
  readonly device: string;
}

/** One answer. Minus infinity is `null`, as JSON has no word for it. */
export interface RecordLine {
  /** SHA-256 of the question. */
  readonly key: string;
  readonly question: Question;
  readonly answer: RecordedAnswer;
  /** SHA-256 of model, device, question and answer: what was changed by hand is found. */
  readonly seal: string;
}

export type RecordedAnswer =
  | { readonly logProbabilities: readonly (number | null)[]; readonly tokens: readonly number[] }
  | TextAnswer
  | { readonly chat: string | null };

/** SHA-256 of a question: equal questions have equal keys, in whatever order their parts were written. */
export function keyOf(question: Question): string {
  return sha256(JSON.stringify(plain(question)));
}

export function lineOf(head: RecordHead, question: Question, answer: RecordedAnswer): RecordLine {
  return { key: keyOf(question), question: plain(question), answer, seal: sealOf(head, question, answer) };
}

export function sealOf({ hash, device }: RecordHead, question: Question, answer: RecordedAnswer): string {
  return sha256(JSON.stringify([hash, device, plain(question), answer]));
}

export function recordedChoice({ logProbabilities, tokens }: ChoiceAnswer): RecordedAnswer {
  return {
    logProbabilities: logProbabilities.map((each) => (each === Number.NEGATIVE_INFINITY ? null : each)),
    tokens,
  };
}

export function choiceOf(answer: RecordedAnswer): ChoiceAnswer | undefined {
  if (!('logProbabilities' in answer)) return undefined;
  const { logProbabilities, tokens } = answer;
  return { logProbabilities: logProbabilities.map((each) => each ?? Number.NEGATIVE_INFINITY), tokens };
}

/** The parts of a question in one order, and no others. */
function plain(question: Question): Question {
  if ('chat' in question) return { chat: question.chat.map(({ role, content }) => ({ role, content })) };
  if ('choose' in question) {
    const { prompt, options } = question.choose;
    return { choose: { prompt, options } };
  }
  const { prompt, maxTokens, temperature, topK, topP, stop, seed } = question.write;
  return { write: { prompt, maxTokens, temperature, topK, topP, stop, seed } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
