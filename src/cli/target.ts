/** `auction.icsap#Vickrey`: a file, and perhaps something in it. */
export interface Target {
  readonly file: string;
  readonly name: string | undefined;
}

export function targetOf(text: string): Target {
  const at = text.lastIndexOf('#');
  return at < 0 ? { file: text, name: undefined } : { file: text.slice(0, at), name: text.slice(at + 1) };
}
