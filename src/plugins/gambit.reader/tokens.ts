import { ImportFailure } from '../contract/index.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | '{' | '}' | 'end';
  /** Of a text, what stands between the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** White space and commas separate and mean nothing else; so does a byte order mark. */
const between = /[\s,\uFEFF]+/y;
/** `-3`, `3/4`, `.5`, `5.`, `1e19`, `1.5e-3/2`. */
const unsigned = '(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
/** What begins with each kind of character; in a text a backslash takes the meaning from what follows it. */
const kinds: readonly { readonly kind: Token['kind']; readonly begins: RegExp; readonly is: RegExp }[] = [
  { kind: 'text', begins: /"/, is: /"(?:[^"\\]+|\\[\s\S])*"/y },
  { kind: 'number', begins: /[\d.+-]/, is: new RegExp(`[+-]?${unsigned}(?:/${unsigned})?`, 'y') },
  { kind: '{', begins: /\{/, is: /\{/y },
  { kind: '}', begins: /\}/, is: /\}/y },
  { kind: 'word', begins: /[A-Za-z_]/, is: /\w+/y },
];
const byCharacter = Array.from({ length: 128 }, (_, code) =>
  kinds.find(({ begins }) => begins.test(String.fromCharCode(code))),
);

/** The words of a Gambit file. Throws an ImportFailure at a character that begins none. Linear in the source. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    between.lastIndex = at;
    if (between.test(source)) {
      at = between.lastIndex;
      continue;
    }
    const found = byCharacter[source.charCodeAt(at)];
    if (!found) throw new ImportFailure([strange(source, at)]);
    found.is.lastIndex = at;
    if (!found.is.test(source)) throw new ImportFailure([strange(source, at)]);
    const [start, end] = [at, found.is.lastIndex];
    at = end;
    const text = source.slice(start, end);
    tokens.push({ kind: found.kind, text: found.kind === 'text' ? unescaped(text.slice(1, -1)) : text, start, end });
  }
  tokens.push({ kind: 'end', text: '', start: source.length, end: source.length });
  return tokens;
}

function unescaped(inside: string): string {
  return inside.includes('\\') ? inside.replaceAll(/\\([\s\S])/g, '$1') : inside;
}

function strange(source: string, start: number) {
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  if (character === '"') return { start, end: source.length, message: 'this text has no end', repair: 'write `"`' };
  return { start, end: start + character.length, message: `\`${character}\` means nothing here` };
}
