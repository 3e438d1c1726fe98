/** The repair of a name that is close to another one. */
export function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `did you mean \`${name}\`?`;
}

const SHOWN = 6;

/** `acquit`, `convict` or `wait`; long lists are cut. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length > SHOWN) return `${quoted.slice(0, SHOWN).join(', ')} … (${quoted.length} in all)`;
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** 1 argument, 2 arguments, no arguments. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  if (number === 0) return `no ${plural}`;
  return number === 1 ? `1 ${noun}` : `${number} ${plural}`;
}
