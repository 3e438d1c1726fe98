import type { Span } from '../../span.ts';
import type { Env } from '../env.ts';

/** The text of a place as written, on one line. */
export function textOf(span: Span, env: Env): string {
  const source = env.program.world.units.sources.get(span.file) ?? '';
  return source.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
