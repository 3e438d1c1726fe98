import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ReadFile } from '../../dsl/catalog.ts';
import { type Diagnostic, render } from '../../dsl/diagnostic.ts';
import { projectFolder } from './folder.ts';
import { readText } from './text.ts';

/**
 * Reads the files that a scenario names: paths are relative to the file that names them and stay inside the project of
 * the scenario, links resolved. `scenario` is its path as opened, from `folder` if it is relative; files come back under
 * paths of the same form.
 */
export function projectReader(scenario: string, folder = '.'): ReadFile {
  const project = projectFolder(dirname(resolve(folder, scenario)));
  return (path, from) => {
    if (isAbsolute(path)) return { refused: 'it is an absolute path; write it relative to the file that names it' };
    const file = join(dirname(from), path);
    if (!isInside(resolve(folder, file), project)) return { refused: `it lies outside the project, ${project}` };
    const read = readText(resolve(folder, file), path);
    return 'text' in read ? { text: read.text, file } : { refused: reason(read.problem) };
  };
}

/** Why a file cannot be read, as a clause. */
function reason(problem: Diagnostic): string {
  switch (problem.code) {
    case 'file/not-found':
      return 'there is no such file';
    case 'file/folder':
      return 'it is a folder';
    case 'file/encoding':
      return `line ${problem.line} is not UTF-8`;
    case 'file/unreadable':
      return problem.reason;
    default:
      return render(problem).message;
  }
}

/** Whether a path leads into a folder, as written and with all links followed. What does not exist has no links. */
export function isInside(file: string, folder: string): boolean {
  return isBelow(file, folder) && isBelow(followed(file), followed(folder));
}

function isBelow(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(followed(parent), relative(parent, path));
  }
}
