/** `"""…"""`, over several lines, without escapes. */
export function scanLongText(source: string, offset: number): [string] | null {
  if (!source.startsWith('"""', offset)) return null;
  const end = source.indexOf('"""', offset + 3);
  return end < 0 ? null : [source.slice(offset, end + 3)];
}

/** `"…"` with escapes, on one line. */
export function scanText(source: string, offset: number): [string] | null {
  if (source.startsWith('"""', offset)) return null;
  const end = endOfText(source, offset);
  return source[end] === '"' ? [source.slice(offset, end + 1)] : null;
}

/**
 * A text that is never closed: to the end of the line, without the closing brackets and commas that end the line,
 * for these most likely stand outside; or, for `"""`, to the end of the file.
 */
export function scanUnclosedText(source: string, offset: number): [string] | null {
  if (source.startsWith('"""', offset)) return [source.slice(offset)];
  let end = endOfText(source, offset);
  while (end > offset + 1 && ' \t\r,)]}'.includes(source.charAt(end - 1))) end--;
  return [source.slice(offset, end)];
}

/** Comments of other languages, with two slashes or slash and star; an unclosed one goes on to the end of the file. */
export function scanForeignComment(source: string, offset: number): [string] | null {
  const closer = source.startsWith('//', offset) ? '\n' : source.startsWith('/*', offset) ? '*/' : undefined;
  if (closer === undefined) return null;
  const end = source.indexOf(closer, offset + 2);
  if (end < 0) return [source.slice(offset)];
  return [source.slice(offset, closer === '\n' ? end : end + 2)];
}

/** The offset of the quote that closes the text that begins here, or of the end of the line. */
export function endOfText(source: string, offset: number): number {
  let at = offset + 1;
  for (; at < source.length; at++) {
    const char = source[at];
    if (char === '"' || char === '\n') return at;
    if (char === '\\' && source[at + 1] !== '\n') at++;
  }
  return source.length;
}

/** Signs of other languages and of mathematics, longest first, with what the language writes instead. */
export const foreign: ReadonlyMap<string, readonly string[]> = new Map([
  ['...', ['..']],
  ['===', ['==']],
  ['!==', ['!=']],
  ['&&', ['and']],
  ['||', ['or']],
  ['<>', ['!=']],
  ['=<', ['<=']],
  ['=>', ['>=']],
  [':=', ['=']],
  ['**', ['^']],
  ['+=', ['=']],
  ['-=', ['=']],
  ['*=', ['=']],
  ['/=', ['=']],
  ['++', []],
  [';', []],
  ['&', ['and']],
  ['!', ['not']],
  ['≤', ['<=']],
  ['⩽', ['<=']],
  ['≥', ['>=']],
  ['⩾', ['>=']],
  ['≠', ['!=']],
  ['−', ['-']],
  ['–', ['-']],
  ['—', ['-']],
  ['×', ['*']],
  ['·', ['*']],
  ['⋅', ['*']],
  ['÷', ['/']],
  ['∧', ['and']],
  ['∨', ['or']],
  ['¬', ['not']],
  ['∈', ['in']],
  ['∉', ['not', 'in']],
  ['∼', ['~']],
  ['～', ['~']],
  ['…', ['..']],
  ['±', ['+-']],
  ['∪', ['+']],
  ['∩', ['*']],
  ['∖', ['-']],
  ['²', ['^', '2']],
  ['³', ['^', '3']],
]);

export const foreignPattern =
  /\.\.\.|===|!==|&&|\|\||<>|=<|=>|:=|\*\*|\+=|-=|\*=|\/=|\+\+|;|&|!(?!=)|[≤⩽≥⩾≠−–—×·⋅÷∧∨¬∈∉∼～…±∪∩∖²³]/;

/** Quotes of other languages, and of typography. */
export const wrongQuotesPattern = /'[^'\n]*'|[“”„][^“”„"\n]*[“”"]|[‘’‚][^‘’‚\n]*[‘’]|«[^«»\n]*»/;

export const wrongNumberPattern =
  /0[xX][0-9a-fA-F]+|\d+(?:_\d+)+(?:\.\d+)?(?:[eE][+-]?\d+)?|\d+\.(?![\d.])(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/;

export const numberPattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;

const known = /[\sA-Za-z0-9_"'#.,:()[\]{}~|=<>!+\-*/%^;&“”„‘’‚«»]/;

function isNoise(char: string): boolean {
  return !known.test(char) && !foreign.has(char);
}

/** A run of characters that mean nothing here; also a quote of which no text came. */
export function scanNoise(source: string, offset: number): [string] | null {
  let end = offset + 1;
  while (end < source.length && isNoise(source.charAt(end))) end++;
  return [source.slice(offset, end)];
}
