import { DiagnosticError, render } from '../dsl/diagnostic.ts';
import type { CheckedFile } from '../runtime/report/checked.ts';
import { problemRecord } from '../runtime/study/solved.ts';
import type { Door } from './door.ts';
import { ForeignFile } from './foreign.ts';

/** Class and size of a game of another program, or what is wrong with its file. */
export async function checkGame(file: string, door: Door): Promise<CheckedFile> {
  const foreign = new ForeignFile(file);
  try {
    const { title, problem } = await foreign.open(door);
    const scenario = { name: title, parameters: {}, problem: problemRecord(problem) };
    return { file, diagnostics: [], sources: foreign.sources, scenarios: [scenario] };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { file, diagnostics: error.diagnostics.map(render), sources: foreign.sources, scenarios: [] };
  }
}
