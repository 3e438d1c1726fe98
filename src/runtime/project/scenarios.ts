import { globSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../dsl/diagnostic.ts';
import { reasonOf } from './text.ts';

export interface Found {
  /** Paths as the author would write them, each once, in sorted order. */
  readonly files: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/**
 * The scenario files that paths stand for: a file is itself, a folder all `.icsap` files in it and in its folders (hidden
 * ones and node_modules left out), a pattern what it matches. Relative paths start at `folder`.
 */
export function findScenarios(paths: readonly string[], folder: string): Found {
  const files = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const path of paths) {
    const found = expand(path, folder);
    if ('problem' in found) problems.push(found.problem);
    else for (const file of found.files) files.add(file);
  }
  return { files: [...files].sort(), problems };
}

type Expanded = { readonly files: readonly string[] } | { readonly problem: Diagnostic };

function expand(path: string, folder: string): Expanded {
  const span = { file: path, start: 0, end: 0 };
  const stats = statSync(resolve(folder, path), { throwIfNoEntry: false });
  try {
    const files = stats?.isDirectory()
      ? walk(path, folder)
      : stats || !/[*?[{]/.test(path)
        ? [path]
        : match(path, folder);
    return files.length > 0 ? { files } : { problem: { code: 'file/no-scenarios', span, name: path } };
  } catch (error) {
    return { problem: { code: 'file/unreadable', span, name: path, reason: reasonOf(error) } };
  }
}

function walk(path: string, folder: string): readonly string[] {
  return readdirSync(resolve(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return walk(inner, folder);
    return entry.name.endsWith('.icsap') ? [inner] : [];
  });
}

function match(pattern: string, folder: string): readonly string[] {
  return globSync(pattern, { cwd: folder }).filter((file) => file.endsWith('.icsap'));
}
