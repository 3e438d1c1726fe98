import type { Declaration } from '../../../dsl/model.ts';
import type { Writer } from './writer.ts';

/** Names that can have another value in another play are noted where an account is kept. */
export function emitRead({ frame, slot }: Declaration, value: string, writer: Writer): void {
  if (frame === 'play' && writer.scope.fixed.has(slot)) return;
  writer.line(`if (m.trace !== undefined) m.trace.${frame === 'play' ? 'readPlay' : 'readLocal'}(${slot}, ${value});`);
}
