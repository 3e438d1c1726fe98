const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** The characters as they stand in `"…"`: quotes, backslashes and control characters escaped. */
export function escaped(text: string): string {
  return text.replace(
    /["\\\p{Cc}\u2028\u2029]/gu,
    (char) => named.get(char) ?? `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}

/** A text without holes, in quotes. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Braces of a text that has holes. */
export function doubledBraces(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

/** True if characters can stand in `"""…"""`, where nothing can be escaped. */
export function fitsLongText(content: string): boolean {
  return !content.includes('"""') && !content.endsWith('"');
}
