import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { reasonOf } from '../../project/text.ts';

/** An object of JSON: what a model's folder says in its files. */
export type Json = Readonly<Record<string, unknown>>;

/** The object in a file of a model's folder; undefined where there is no such file. Throws a Refusal where it is no JSON object. */
export function readJson(folder: string, file: string): Json | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const value = parsed(path);
  if (isJson(value)) return value;
  throw new Refusal([`${path} is not a JSON object.`], ['Copy the file from where the model comes from again.']);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error);
    throw new Refusal([`${path} cannot be read: ${reason}.`], ['Copy the file from where the model comes from again.']);
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of these keys that has a whole number. */
export function wholeNumber(json: Json | undefined, ...keys: readonly string[]): number | undefined {
  return keys.map((key) => json?.[key]).find((value): value is number => Number.isSafeInteger(value));
}

/** A text, or the `content` of a token that is written as an object. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isJson(value) && typeof value['content'] === 'string' ? value['content'] : undefined;
}
