/** Where the lines of a text begin. Built once in linear time; each question costs O(log lines). */
export class LineTable {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The index, from 0, of the line that holds the offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The offset at which the line with this index, from 0, begins. */
  startOf(line: number): number {
    return this.#starts[line] ?? 0;
  }

  /** Line and column as people count them: from 1, columns in UTF-16 units. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const line = this.lineAt(offset);
    return { line: line + 1, column: offset - this.startOf(line) + 1 };
  }
}

let last: { readonly text: string; readonly table: LineTable } | undefined;

/** Line and column, both from 1, of an offset in a text. The table of the last text asked about is kept. */
export function position(text: string, offset: number): { readonly line: number; readonly column: number } {
  if (last?.text !== text) last = { text, table: new LineTable(text) };
  return last.table.position(offset);
}
