import { type Builtin, builtins } from '../../src/dsl/builtins.ts';
import { reservedWords } from '../../src/dsl/tokens.ts';
import { table } from './blocks.ts';

function rows(kind: Builtin['kind']): readonly (readonly string[])[] {
  return [...builtins.values()]
    .filter((entry) => entry.kind === kind)
    .map(({ signature, doc }) => [`\`${signature}\``, doc]);
}

export const functions = (): string => table(['function', 'meaning'], rows('function'));
export const distributions = (): string => table(['distribution', 'meaning'], rows('distribution'));
export const reserved = (): string => [...reservedWords].map((word) => `\`${word}\``).join(' ');
