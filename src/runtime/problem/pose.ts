import { check, DiagnosticError, emptyCatalog } from '../../dsl/index.ts';
import { compile } from '../game/compile.ts';
import type { PlayedGame } from '../game/game.ts';
import { instantiate } from '../play/instantiate.ts';
import type { Value } from '../play/value.ts';
import type { Problem } from './problem.ts';
import { recognise } from './recognise.ts';

/** Which scenario of a text, and with which parameters. */
export interface Posed {
  /** The first one unless told. */
  readonly scenario?: string;
  readonly parameters?: Readonly<Record<string, Value>>;
}

/**
 * The problem that a scenario poses, from its text alone: no files, no plugins. Throws a DiagnosticError with all that
 * is wrong with the text.
 */
export function poseProblem(text: string, { scenario, parameters = {} }: Posed = {}): Problem<PlayedGame> {
  const read = () => ({ refused: 'a problem posed by its text reads no files' });
  const { model, diagnostics } = check(text, { file: 'text.icsap', catalog: emptyCatalog, read });
  const name = scenario ?? [...(model?.scenarios.keys() ?? [])][0] ?? '';
  const found = model?.scenarios.get(name);
  if (!found) throw new DiagnosticError(diagnostics);
  return recognise(compile(instantiate(found, new Map(Object.entries(parameters)))));
}
