import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plain } from '../runtime/report/paint.ts';
import { reporting } from './diagnostics.ts';
import { run } from './program.ts';

/** A folder of its own in which commands run, without a process of their own. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'icsap-cli-'));

  /** What a command prints and how it ends. */
  async icsap(...words: readonly string[]) {
    const out: string[] = [];
    const err: string[] = [];
    const door = {
      folder: this.folder,
      out: (text: string): void => void out.push(text),
      err: (text: string): void => void err.push(text),
      paint: { out: plain, err: plain },
      live: false,
      columns: 80,
    };
    const exit = await reporting(door, () => run(words, door));
    return { out: out.join(''), err: err.join(''), exit };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const judge = `scenario Judge(prior = 0.3) {
  """A judge."""
  players prosecutor, judge
  guilt ~ { guilty: prior, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}
`;

export const optimum = `
study Optimum of Judge {
  solve scheme
  expect scheme.value(prosecutor) == 2 * prior
}
`;

export const priors = `
study Priors of Judge {
  sweep prior in { 0.1, 0.2 }
  solve scheme
  expect scheme.value(prosecutor) == 2 * prior
  plot scheme.value(prosecutor) against prior
}
`;
