import { builtins } from '../builtins.ts';
import type { Span } from '../span.ts';
import { fileConstant } from './constants.ts';
import type { Env } from './env.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { PlayName, PlayPlace } from './play-names.ts';
import type { Unit } from './units.ts';
import type { Variable } from './variable.ts';

export type Resolved =
  | { readonly kind: 'value'; readonly variable: Variable }
  | { readonly kind: 'play'; readonly play: PlayName }
  | { readonly kind: 'function'; readonly entry: FunctionEntry }
  | { readonly kind: 'solution'; readonly name: string }
  | { readonly kind: 'module'; readonly unit: Unit | undefined; readonly alias: string };

/** What a name means here: the block's own names first, then the play's, then the file's. */
export function resolve(name: string, env: Env): Resolved | undefined {
  const binding = env.scope.find(name);
  if (binding !== undefined) return binding;
  const play = env.reads === 'hidden' ? undefined : env.program.playName(name);
  if (play !== undefined) return { kind: 'play', play };
  return resolveInFile(name, env.unit, env) ?? moduleNamed(name, env.unit);
}

/** A `let` or `def` that stands in a file, outside any scenario. */
export function resolveInFile(name: string, unit: Unit, env: Env): Resolved | undefined {
  const constant = unit.constants.get(name);
  if (constant !== undefined) return { kind: 'value', variable: fileConstant(constant, unit, env) };
  const define = unit.functions.get(name);
  return define && { kind: 'function', entry: env.program.functionOf(define, unit) };
}

function moduleNamed(alias: string, unit: Unit): Resolved | undefined {
  return unit.uses.has(alias) ? { kind: 'module', unit: unit.uses.get(alias), alias } : undefined;
}

/** Whether the line at `span` may read the name: it has been made above, or time is not the order of lines here. */
export function isMadeAbove(play: PlayName, span: Span, env: Env): boolean {
  if (env.reads !== 'above') return true;
  return play.places.some(
    (place) =>
      place.inFunction || place.statement.start < span.start || place.loops.some((loop) => env.loops.includes(loop)),
  );
}

/** The draw, choice, report or rule that the place at `span` belongs to, if it is the one that makes the name: it cannot be read there. */
export function ownPlace({ places }: PlayName, { file, start, end }: Span): PlayPlace | undefined {
  return places.find(
    ({ indices, statement }) =>
      indices === 0 && statement.file === file && statement.start <= start && end <= statement.end,
  );
}

/** All names that could stand here, for "did you mean". */
export function* namesInScope(env: Env): Iterable<string> {
  yield* env.scope.names();
  if (env.reads !== 'hidden') yield* env.program.playNames();
  yield* env.unit.constants.keys();
  yield* env.program.symbolNames();
  yield* ['players', 'none'];
}

/** All functions that could be called here, for "did you mean". */
export function* functionsInScope(env: Env): Iterable<string> {
  for (const name of env.scope.names()) if (env.scope.find(name)?.kind === 'function') yield name;
  yield* env.unit.functions.keys();
  yield* builtins.keys();
  yield* env.program.world.catalog.functions.keys();
  yield* env.program.world.catalog.distributions.keys();
}
