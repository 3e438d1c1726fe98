import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../../dsl/diagnostic.ts';
import { nearest } from '../../dsl/nearest.ts';

export type Read = { readonly text: string } | { readonly problem: Diagnostic };

/** Scenarios are written by hand; tables may be large. */
const limits = { scenario: 8 * 2 ** 20, data: 64 * 2 ** 20 };

/**
 * The text of a file in UTF-8, without a byte order mark; else a diagnostic that says why there is none. `name` is the path
 * as the author wrote it.
 */
export function readText(path: string, name: string): Read {
  const span = { file: name, start: 0, end: 0 };
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    return { problem: openingProblem(error, path, name) };
  }
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) return { problem: { code: 'file/folder', span, name } };
    if (!stats.isFile()) return { problem: { code: 'file/unreadable', span, name, reason: 'it is no regular file' } };
    const limit = name.endsWith('.icsap') ? limits.scenario : limits.data;
    if (stats.size > limit) return { problem: { code: 'file/too-large', span, name, bytes: stats.size, limit } };
    return decode(readFileSync(file), name);
  } catch (error) {
    return { problem: { code: 'file/unreadable', span, name, reason: reasonOf(error) } };
  } finally {
    closeSync(file);
  }
}

/** Why the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (code && reasons[code]) ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go round in a circle',
};

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function openingProblem(error: unknown, path: string, name: string): Diagnostic {
  const span = { file: name, start: 0, end: 0 };
  const isMissing = ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error) ?? '');
  return isMissing
    ? { code: 'file/not-found', span, name, nearest: neighbour(path, name) }
    : { code: 'file/unreadable', span, name, reason: reasonOf(error) };
}

/** A file of the same folder with a similar name. */
function neighbour(path: string, name: string): string | undefined {
  try {
    const similar = nearest(basename(path), readdirSync(dirname(path)));
    return similar && join(dirname(name), similar);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, name: string): Read {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const span = { file: name, start: 0, end: 0 };
    return { problem: { code: 'file/encoding', span, name, line: firstBrokenLine(bytes) } };
  }
}

/** No byte of a longer character is that of a line end, so lines can be looked at one by one. */
function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
}
