import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import type { Block } from './blocks.ts';

const root = join(import.meta.dirname, '..', '..');

/** What a shell block printed. */
export interface Printed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which the blocks of one page are carried out, one after the other, as a reader would. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'icsap-docs-'));
  readonly #bin = join(this.folder, '.bin');

  constructor() {
    mkdirSync(this.#bin);
    const main = join(root, 'src', 'cli', 'main.ts');
    this.#script('icsap', `exec '${execPath}' '${main}' "$@"`);
    this.#script('npx', 'exec "$@"');
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }\n');
    // As if icsap were installed here: plugins import it by its name.
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(root, join(this.folder, 'node_modules', 'icsap'), 'dir');
    symlinkSync(join(root, 'node_modules', '@types'), join(this.folder, 'node_modules', '@types'), 'dir');
  }

  /** Writes, or with `append` extends, the file that a block names. */
  write(block: Block): string {
    const name = block.attributes.get('file') ?? '';
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const before = block.attributes.has('append') ? `${readFileSync(path, 'utf8')}\n` : '';
    writeFileSync(path, before + block.text);
    return path;
  }

  /** Runs a block in sh; stops at the first command that fails. */
  run(text: string): Printed {
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', text], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...env, PATH: `${this.#bin}:${dirname(execPath)}:${env['PATH']}`, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    return { status, stdout, stderr };
  }

  /** Type-checks a TypeScript block, and runs it if there is nothing to complain about. It gets the library's sources. */
  runTypeScript(block: Block): Printed {
    const text = block.text.replaceAll("'icsap'", `'${join(root, 'src', 'index.ts')}'`);
    const file = this.write({ ...block, text });
    const rewriting = { allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false };
    const compilerOptions = { noEmit: true, ...rewriting, types: ['node'] };
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: [file] };
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify(config));
    return this.run(`'${join(root, 'node_modules', '.bin', 'tsc')}' -p . >&2; node '${file}'`);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #script(name: string, body: string): void {
    const path = join(this.#bin, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
  }
}

/** Output with what differs between two runs made equal: times, and the folder. */
export function normalised(text: string): string {
  return text.replaceAll(/\b\d+(?:\.\d+)? (ms|s)\b/g, '… $1');
}
