import { InvalidArgumentError } from 'commander';

export type Assignments = Readonly<Record<string, string>>;

/** `prior=0.2`, added to those before it. */
export function assignment(text: string, before: Assignments = {}): Assignments {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write NAME=VALUE, such as prior=0.2.');
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Write a whole number.');
  return number;
}

/** A whole number from 1. */
export function count(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('Write a whole number, 1 or more.');
  return number;
}

/** Seconds, as milliseconds. */
export function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0)) throw new InvalidArgumentError('Write a number of seconds, such as 0.5.');
  return number * 1000;
}
