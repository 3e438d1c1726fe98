import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { reasonOf } from '../project/text.ts';
import { keyOf, type RecordHead, type RecordLine, sealOf } from './line.ts';
import { locked } from './lock.ts';

export interface RecordFile {
  readonly head: RecordHead;
  readonly lines: ReadonlyMap<string, RecordLine>;
}

/** The folder of records lies beside the scenario. */
export function recordFolder(scenario: string): string {
  return join(dirname(scenario), 'records');
}

/** One file for each model, its hash and device: `judge.1a2b3c4d5e6f.cpu.jsonl`. */
export function recordName({ name, hash, device }: Pick<RecordHead, 'name' | 'hash' | 'device'>): string {
  return `${basename(name).replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${hash.slice(0, 12)}.${device}.jsonl`;
}

/** A file of records; undefined where there is none. Throws a Refusal, with the line, for one that was damaged or changed by hand. */
export function readRecords(file: string): RecordFile | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const [first = '', ...rest] = text.split('\n');
  const head = parsedHead(first, file);
  const lines = rest.flatMap((line, at) =>
    line.trim() === '' ? [] : [parsedLine(line, head, `${file}, line ${at + 2}`)],
  );
  return { head, lines: new Map(lines.map((line) => [line.key, line])) };
}

/** Whose answers a file holds; undefined where there is none. Its lines are not looked at. */
export function readHead(file: string): RecordHead | undefined {
  const text = readIfThere(file);
  return text === undefined ? undefined : parsedHead(text.split('\n', 1)[0] ?? '', file);
}

/**
 * Adds lines to a file, sorted by key so that two people's additions merge. What is there already stays: the lines as they are in
 * the file afterwards come back. Throws a Refusal where it cannot be written.
 */
export function addRecords(
  file: string,
  head: RecordHead,
  added: Iterable<RecordLine>,
): ReadonlyMap<string, RecordLine> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return locked(file, () => {
      const known = readRecords(file)?.lines ?? new Map<string, RecordLine>();
      const all = new Map([...added].map((line) => [line.key, line]));
      for (const [key, line] of known) all.set(key, line);
      const sorted = [...all.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
      writeWhole(file, `${[head, ...sorted].map((line) => JSON.stringify(line)).join('\n')}\n`);
      return new Map(sorted.map((line) => [line.key, line]));
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      [`the answers of \`${head.name}\` cannot be recorded in \`${file}\`: ${reasonOf(error)}`],
      ['Copy the scenario into a folder that you can write to.'],
    );
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Another process sees the old file or the new one, never a part. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}

function parsedHead(line: string, file: string): RecordHead {
  const found = parsed(line);
  if (isHead(found)) return found;
  throw new Refusal(
    [`\`${file}\` does not begin with a line that says whose answers it holds`],
    ['Take the file from your version control, or delete it: the model is then asked again.'],
  );
}

function parsedLine(line: string, head: RecordHead, place: string): RecordLine {
  const found = parsed(line);
  if (isLine(found) && isSealed(found, head)) return found;
  throw new Refusal(
    [`${place}: the record is damaged, or was changed by hand`],
    ['Take the file from your version control, or delete the line: the model is then asked again.'],
  );
}

function isSealed({ key, question, answer, seal }: RecordLine, head: RecordHead): boolean {
  try {
    return key === keyOf(question) && seal === sealOf(head, question, answer);
  } catch {
    // A question with parts missing has no key.
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is RecordHead {
  const texts = ['model', 'name', 'hash', 'device'];
  return (
    isObject(value) && value['format'] === 'icsap-record/1' && texts.every((key) => typeof value[key] === 'string')
  );
}

function isLine(value: unknown): value is RecordLine {
  return isObject(value) && isObject(value['question']) && isObject(value['answer']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
