import { endOfText } from './tokens-scan.ts';

/** A piece of a text in quotes: characters as they are meant, or the place of a hole's expression in the source. */
export type Piece =
  | { readonly kind: 'chars'; readonly text: string }
  | { readonly kind: 'hole'; readonly start: number; readonly end: number }
  | { readonly kind: 'bad-escape'; readonly start: number; readonly end: number }
  | { readonly kind: 'open-hole'; readonly start: number; readonly end: number }
  | { readonly kind: 'stray-brace'; readonly start: number; readonly end: number };

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);

/**
 * Splits the image of a text, quotes included, into pieces. Escapes are resolved in `"…"` and mean nothing in `"""…"""`;
 * with `holes`, `{…}` is a hole and `{{`, `}}` are braces. Offsets are counted from the start of the image. Linear.
 */
export function piecesOf(image: string, holes: boolean): readonly Piece[] {
  const long = image.startsWith('"""');
  return new Splitter(image, long ? 3 : 1, long ? image.length - 3 : image.length - 1, !long, holes).run();
}

/** The characters of a text that has no holes: a path, a citation, a description. */
export function plainText(image: string): string {
  return piecesOf(image, false)
    .map((piece) => (piece.kind === 'chars' ? piece.text : image.slice(piece.start, piece.end)))
    .join('');
}

class Splitter {
  readonly #pieces: Piece[] = [];
  readonly #image: string;
  readonly #end: number;
  readonly #escapes: boolean;
  readonly #holes: boolean;
  #at: number;
  #chars = '';

  constructor(image: string, start: number, end: number, withEscapes: boolean, holes: boolean) {
    this.#image = image;
    this.#at = start;
    this.#end = end;
    this.#escapes = withEscapes;
    this.#holes = holes;
  }

  run(): readonly Piece[] {
    while (this.#at < this.#end) this.#step(this.#image.charAt(this.#at));
    this.#flush();
    return this.#pieces;
  }

  #step(char: string): void {
    const doubled = this.#image[this.#at + 1] === char && this.#at + 1 < this.#end;
    if (char === '\\' && this.#escapes) this.#escape();
    else if (!this.#holes || (char !== '{' && char !== '}')) this.#take(char, 1);
    else if (doubled) this.#take(char, 2);
    else if (char === '{') this.#hole();
    else this.#piece('stray-brace', this.#at, this.#at + 1, this.#at + 1);
  }

  #take(chars: string, length: number): void {
    this.#chars += chars;
    this.#at += length;
  }

  #escape(): void {
    const known = escapes.get(this.#image.charAt(this.#at + 1));
    const code = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(this.#image.slice(this.#at, this.#at + 12));
    const point = Number.parseInt(code?.[1] ?? '', 16);
    const end = Math.min(this.#at + 2, this.#end);
    if (known !== undefined) this.#take(known, 2);
    else if (code !== null && point <= 0x10ffff) this.#take(String.fromCodePoint(point), code[0].length);
    else this.#piece('bad-escape', this.#at, end, end);
  }

  #hole(): void {
    const end = this.#endOfHole();
    if (end === undefined) this.#piece('open-hole', this.#at, this.#end, this.#end);
    else this.#piece('hole', this.#at + 1, end, end + 1);
  }

  /** The offset of the `}` that closes the hole that begins here; braces and texts in it nest. */
  #endOfHole(): number | undefined {
    let depth = 0;
    for (let at = this.#at + 1; at < this.#end; at++) {
      const char = this.#image[at];
      if (char === '"' && !this.#escapes) at = endOfText(this.#image, at);
      else if (char === '{') depth++;
      else if (char === '}' && depth-- === 0) return at;
    }
    return undefined;
  }

  #piece(kind: Exclude<Piece['kind'], 'chars'>, start: number, end: number, next: number): void {
    this.#flush();
    this.#pieces.push({ kind, start, end });
    this.#at = next;
  }

  #flush(): void {
    if (this.#chars !== '') this.#pieces.push({ kind: 'chars', text: this.#chars });
    this.#chars = '';
  }
}
