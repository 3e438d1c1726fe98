const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const zero = /\p{Mark}/u;
const wide = /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** Columns that a text takes on a terminal. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** The text with what would move the cursor, change colours or turn the writing direction made visible. Line ends stay. */
export function visible(text: string): string {
  let shown = '';
  for (const character of text) {
    if (character === '\n' || !control.test(character)) shown += character;
    else if (character === '\t') shown += '  ';
    else shown += picture(character.codePointAt(0) ?? 0);
  }
  return shown;
}

/** U+2400 and the signs after it stand for the control characters of ASCII. */
function picture(code: number): string {
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}

/** The text filled up with spaces to a number of columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}
