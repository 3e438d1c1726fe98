import { dirname, extname, resolve } from 'node:path';
import { DiagnosticError } from '../dsl/diagnostic.ts';
import type { GameTree } from '../plugins/contract/game-tree.ts';
import { gameOfTree } from '../runtime/game/from-tree.ts';
import { findConfig } from '../runtime/host/config.ts';
import type { Host } from '../runtime/host/index.ts';
import type { Problem } from '../runtime/problem/problem.ts';
import { recognise } from '../runtime/problem/recognise.ts';
import { readForeign } from '../runtime/project/foreign.ts';
import { readText } from '../runtime/project/text.ts';
import type { Door } from './door.ts';
import { openHost } from './host.ts';

/** A game in a file of another program. */
export interface OpenedGame {
  readonly file: string;
  readonly text: string;
  /** The title in the file, or its name. */
  readonly title: string;
  readonly tree: GameTree;
  readonly problem: Problem;
}

/** A file of another program, by its path; `sources` holds its text, for code frames, once it is opened. */
export class ForeignFile {
  readonly file: string;
  readonly sources = new Map<string, string>();

  constructor(file: string) {
    this.file = file;
  }

  /** Reads the game. Rejects with a DiagnosticError where the file is not there, is of no known kind, or is wrong. */
  async open(door: Door, opened?: Host): Promise<OpenedGame> {
    const { file } = this;
    const host = opened ?? (await this.host(door));
    const ending = extname(file).slice(1).toLowerCase();
    const importer = host.importer(ending);
    const span = { file, start: 0, end: 0 };
    if (!importer) {
      const known = ['icsap', ...host.foreign.read].map((each) => `.${each}`);
      throw new DiagnosticError([{ code: 'file/ending', span, name: file, known }]);
    }
    const read = readText(resolve(door.folder, file), file);
    if ('problem' in read) throw new DiagnosticError([read.problem]);
    const { text } = read;
    this.sources.set(file, text);
    const tree = readForeign(importer, text, file, ending);
    return { file, text, title: tree.title || file, tree, problem: recognise(gameOfTree(tree)) };
  }

  host(door: Door): Promise<Host> {
    return openHost(findConfig(dirname(resolve(door.folder, this.file))));
  }
}
