import { isForeign } from './is-foreign.ts';
import type { RunOptions } from './run.ts';
import type { Target } from './target.ts';

/** What is said to words of `icsap run` that would change nothing; undefined where each has a meaning. */
export function misplaced({ file, name }: Target, options: RunOptions): string | undefined {
  if (options.resume && options.out === undefined) return '--resume needs --out DIR, the folder of the earlier run';
  if (options.png && options.out === undefined) return '--png needs --out DIR, the folder for the pictures';
  if (isForeign(file)) {
    if (name !== undefined) return `${file} has no studies: write it without #${name}`;
    if (isGiven(options.set)) return `--set gives parameters of a scenario, and ${file} has none`;
    return undefined;
  }
  const [word] = [
    ...(options.with === undefined ? [] : ['--with']),
    ...(isGiven(options.option) ? ['--option'] : []),
    ...(options.within === undefined ? [] : ['--within']),
  ];
  if (word === undefined) return undefined;
  return `${word} is for games of other programs; what a study of a scenario solves, it says itself: \`solve eq with cfr.plus { iterations: 1000 } within 10 s\``;
}

function isGiven(values: Readonly<Record<string, unknown>> | undefined): boolean {
  return Object.keys(values ?? {}).length > 0;
}
