import { extname, resolve } from 'node:path';
import { DiagnosticError, parse, print } from '../dsl/index.ts';
import { readText } from '../runtime/project/text.ts';
import { modelDocument, readModel } from '../runtime/report/model-document.ts';
import { problemDocument } from '../runtime/report/problem-document.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { compileTarget, openScenario } from './opened.ts';
import { type Target, targetOf } from './target.ts';
import { writeText } from './write.ts';

/**
 * `icsap convert`: a scenario as JSON (its game, and its text as a tree), and such a tree as a scenario again; games from and
 * for other programs.
 */
export async function convert(from: string, to: string, door: Door): Promise<Exit> {
  const target = targetOf(from);
  const endings = `${extname(target.file)} ${extname(to)}`;
  if (endings === '.icsap .json') return toJson(target, to, door);
  if (endings === '.json .icsap') return toScenario(target.file, to, door);
  const { convertGame } = await import('./convert-game.ts');
  return convertGame(target, to, door);
}

async function toJson(target: Target, to: string, door: Door): Promise<Exit> {
  const opened = await openScenario(target.file, {}, door);
  if (!opened) return Exit.wrongInput;
  const { sources } = opened.loaded;
  const { source } = opened.request;
  const act = async (): Promise<Exit> => {
    const { name, parameters, problem } = await compileTarget(target, opened.request);
    const model = modelDocument(parse(source.text, source.file).syntax, source.text);
    const document = { ...problemDocument(name, parameters, problem), model };
    writeText(resolve(door.folder, to), to, `${JSON.stringify(document)}\n`);
    return Exit.held;
  };
  return reporting(door, act, sources);
}

/** Takes a model document, or a problem document that holds one. */
async function toScenario(from: string, to: string, door: Door): Promise<Exit> {
  const read = readText(resolve(door.folder, from), from);
  if ('problem' in read) throw new DiagnosticError([read.problem]);
  const refuse = (problems: readonly string[]): DiagnosticError => {
    const span = { file: from, start: 0, end: 0 };
    return new DiagnosticError([
      { code: 'file/format', span, name: from, wanted: 'a document with a model', problems },
    ]);
  };
  let document: { readonly model?: unknown };
  try {
    document = JSON.parse(read.text);
  } catch (error) {
    throw refuse([error instanceof Error ? error.message : String(error)]);
  }
  const model = readModel(document?.model ?? document);
  if ('problems' in model) throw refuse(model.problems);
  writeText(resolve(door.folder, to), to, print(model.syntax, model.layout));
  return Exit.held;
}
