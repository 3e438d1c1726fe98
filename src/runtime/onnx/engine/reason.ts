/** Why the runtime failed, in one line without a stop at its end: its messages begin with places in its own sources. */
export function shortReason(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const said = line.includes(' was false. ') ? line.slice(line.indexOf(' was false. ') + ' was false. '.length) : line;
  return said.replace(/\.\s*$/, '');
}
