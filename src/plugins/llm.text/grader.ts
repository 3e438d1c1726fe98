import { Refusal, type SeatDecision, type SeatRequest, type SeatValue } from '../contract/index.ts';
import type { TextOptions } from './options.ts';
import { LinearPattern } from './pattern/match.ts';
import { answersAt } from './prompt.ts';

/** Reads the position of a move out of a text; undefined where the text does not follow the protocol. */
export type Grader = (text: string, decision: SeatDecision, options: TextOptions) => number | undefined;

const SLACK = 1e-9;

/** The grader that the options ask for. Throws a Refusal where it lacks its pattern or function. */
export function graderOf(options: TextOptions, request: Pick<SeatRequest<TextOptions>, 'functionOf'>): Grader {
  switch (options.grader) {
    case 'exact':
      return (text, decision, each) => equalAnswer(text, answersAt(decision, each));
    case 'choice':
      return (text, decision, each) => onlyAnswer(text, answersAt(decision, each));
    case 'number':
      return (text, { actions }) => moveOf(lastNumber(text), actions);
    case 'pattern':
      return byPattern(options);
    case 'function':
      return byFunction(options, request);
  }
}

/** Texts are compared without case, spaces around them, quotes and a last full stop. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/^["'`*]+|["'`*.!]+$/g, '')
    .trim()
    .toLowerCase();
}

function equalAnswer(text: string, answers: readonly string[]): number | undefined {
  const found = answers.findIndex((answer) => plain(answer) === plain(text));
  return found < 0 ? undefined : found;
}

/** The one answer that stands in the text as words of its own; an answer inside a longer one does not count where that stands. */
function onlyAnswer(text: string, answers: readonly string[]): number | undefined {
  const longest = answers
    .map((answer, at) => ({ answer: plain(answer), at }))
    .sort((a, b) => b.answer.length - a.answer.length);
  let rest = text.toLowerCase();
  const found: number[] = [];
  for (const { answer, at } of longest) {
    const without = withoutWords(rest, answer);
    if (without !== rest) found.push(at);
    rest = without;
  }
  return found.length === 1 ? found[0] : undefined;
}

/** The text without all places where the words stand by themselves. */
function withoutWords(text: string, words: string): string {
  if (words === '') return text;
  const isWordAt = (at: number): boolean => /[\p{L}\p{N}_]/u.test(text[at] ?? ' ');
  let rest = '';
  let from = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    if (at < from || isWordAt(at - 1) || isWordAt(end)) continue;
    rest += `${text.slice(from, at)}\n`;
    from = end;
  }
  return rest + text.slice(from);
}

function lastNumber(text: string): number | undefined {
  const numbers = text.replace(/(\d),(?=\d{3}\b)/g, '$1').match(/-?\d+(?:\.\d+)?/g);
  const last = numbers?.at(-1);
  return last === undefined ? undefined : Number(last);
}

function moveOf(value: SeatValue | undefined, actions: readonly SeatValue[]): number | undefined {
  const found = actions.findIndex((action) =>
    typeof action === 'number' && typeof value === 'number'
      ? Math.abs(action - value) <= SLACK
      : value !== undefined && JSON.stringify(action) === JSON.stringify(value),
  );
  return found < 0 ? undefined : found;
}

function byPattern({ pattern }: TextOptions): Grader {
  if (pattern === undefined)
    throw new Refusal(['`grader: pattern` has no `pattern`'], ['Write one: `pattern: "Verdict: (acquit|convict)"`.']);
  const compiled = new LinearPattern(pattern);
  return (text, decision, options) => {
    const found = compiled.find(text);
    return found === undefined ? undefined : equalAnswer(found, answersAt(decision, options));
  };
}

function byFunction({ function: name }: TextOptions, { functionOf }: Pick<SeatRequest, 'functionOf'>): Grader {
  if (name === undefined)
    throw new Refusal(['`grader: function` has no `function`'], ['Name a function of a library plugin.']);
  const read = functionOf(name);
  if (!read) throw new Refusal([`no plugin has a function \`${name}\``], ['See `icsap plugins`.']);
  return (text, { actions }) => moveOf(read(text), actions);
}
