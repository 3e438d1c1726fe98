import type { ReadFile } from '../../dsl/catalog.ts';

type Answer = ReturnType<ReadFile>;

/** All that a check of a scenario looks at: its text, and each file that it asked for. Plain data, to send to a worker. */
export interface ScenarioSource {
  readonly file: string;
  readonly text: string;
  readonly reads: readonly { readonly path: string; readonly from: string; readonly answer: Answer }[];
}

/** A reader that keeps a record of what it was asked and what it answered. */
export function recording(read: ReadFile): { readonly read: ReadFile; readonly reads: ScenarioSource['reads'] } {
  const reads: { path: string; from: string; answer: Answer }[] = [];
  return {
    reads,
    read: (path, from) => {
      const answer = read(path, from);
      reads.push({ path, from, answer });
      return answer;
    },
  };
}

/** A reader that answers from a record, so that a worker sees what the main thread saw even if a file has changed since. */
export function replaying(source: ScenarioSource): ReadFile {
  const answers = new Map(source.reads.map(({ path, from, answer }) => [JSON.stringify([path, from]), answer]));
  return (path, from) => answers.get(JSON.stringify([path, from])) ?? { refused: 'the file was not read before' };
}
