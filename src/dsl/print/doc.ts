/**
 * A small layout algebra after Wadler, "A prettier printer" (2003): a document says where its lines may break; `layout`
 * breaks only the groups that do not fit.
 */
export type Doc = string | Concat | Indent | Group | Line | Verbatim | Trailing;

interface Concat {
  readonly kind: 'concat';
  readonly parts: readonly Doc[];
  readonly breaks: boolean;
}

interface Indent {
  readonly kind: 'indent';
  readonly content: Doc;
  readonly breaks: boolean;
}

/** Set on one line if it fits, or else with all of its own lines broken. */
interface Group {
  readonly kind: 'group';
  readonly content: Doc;
  readonly breaks: boolean;
}

/** A place to break; `flat` is what stands there on one line. A hard line always breaks. */
interface Line {
  readonly kind: 'line';
  readonly flat: string;
  readonly breaks: boolean;
}

/** Text with line breaks of its own, which is not indented. */
interface Verbatim {
  readonly kind: 'verbatim';
  readonly text: string;
  readonly breaks: boolean;
}

/** A comment at the end of the line; it does not count for the width. */
interface Trailing {
  readonly kind: 'trailing';
  readonly text: string;
  readonly breaks: boolean;
}

const breaks = (doc: Doc): boolean => typeof doc !== 'string' && doc.breaks;

export const concat = (...parts: readonly Doc[]): Doc => ({ kind: 'concat', parts, breaks: parts.some(breaks) });
export const indent = (...parts: readonly Doc[]): Doc => ({
  kind: 'indent',
  content: concat(...parts),
  breaks: parts.some(breaks),
});
export const group = (...parts: readonly Doc[]): Doc => ({
  kind: 'group',
  content: concat(...parts),
  breaks: parts.some(breaks),
});
export const lineOr = (flat: string): Doc => ({ kind: 'line', flat, breaks: false });
export const softLine: Doc = lineOr('');
export const line: Doc = lineOr(' ');
export const hardLine: Doc = { kind: 'line', flat: '', breaks: true };
export const verbatim = (text: string): Doc => ({ kind: 'verbatim', text, breaks: text.includes('\n') });
export const trailing = (text: string): Doc => ({ kind: 'trailing', text, breaks: true });

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return concat(...docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc])));
}

interface Task {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** The width that lines should keep to. */
export const maxWidth = 120;

/** Sets a document in lines. Trailing comments of adjacent lines are aligned. O(size · width) at worst. */
export function layout(doc: Doc, width = maxWidth): string {
  const page = new Page();
  const tasks: Task[] = [{ doc, indent: 0, flat: false }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { doc: current, indent: depth, flat } = task;
    if (typeof current === 'string') page.write(current);
    else if (current.kind === 'concat') pushAll(tasks, current.parts, depth, flat);
    else if (current.kind === 'indent') tasks.push({ doc: current.content, indent: depth + 2, flat });
    else if (current.kind === 'verbatim') page.write(current.text);
    else if (current.kind === 'trailing') page.comment(current.text);
    else if (current.kind === 'line') flat && !current.breaks ? page.write(current.flat) : page.newLine(depth);
    else
      tasks.push({
        doc: current.content,
        indent: depth,
        flat: flat || (!current.breaks && fits(current, tasks, width - page.column)),
      });
  }
  return page.text();
}

function pushAll(tasks: Task[], parts: readonly Doc[], depth: number, flat: boolean): void {
  for (let index = parts.length - 1; index >= 0; index--) {
    const doc = parts[index];
    if (doc !== undefined) tasks.push({ doc, indent: depth, flat });
  }
}

/** True if the group, set flat, and what follows it up to the next possible break fit into the room. */
function fits(group: Group, following: readonly Task[], room: number): boolean {
  let left = room;
  let next = following.length;
  const tasks: Task[] = [{ doc: group.content, indent: 0, flat: true }];
  while (left >= 0) {
    const task = tasks.pop() ?? following[--next];
    if (task === undefined) return true;
    const { doc, flat } = task;
    if (typeof doc === 'string') left -= doc.length;
    else if (doc.kind === 'concat') pushAll(tasks, doc.parts, 0, flat);
    else if (doc.kind === 'indent') tasks.push({ doc: doc.content, indent: 0, flat });
    else if (doc.kind === 'group') tasks.push({ doc: doc.content, indent: 0, flat: flat && !doc.breaks });
    else if (doc.kind === 'verbatim') return left >= firstLine(doc.text);
    else if (doc.kind === 'line') {
      if (!flat || doc.breaks) return true;
      left -= doc.flat.length;
    }
  }
  return false;
}

function firstLine(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}

interface Row {
  readonly code: string;
  readonly comment: string | undefined;
}

class Page {
  readonly #rows: Row[] = [];
  #current = '';
  #comment: string | undefined;

  get column(): number {
    return this.#current.length - (this.#current.lastIndexOf('\n') + 1);
  }

  write(text: string): void {
    this.#current += text;
  }

  comment(text: string): void {
    this.#comment = this.#comment === undefined ? text : `${this.#comment} ${text}`;
  }

  newLine(depth: number): void {
    this.#endRow();
    this.#current = ' '.repeat(depth);
  }

  #endRow(): void {
    const code = this.#current.trim() === '' ? '' : this.#current;
    this.#rows.push({ code, comment: this.#comment });
    this.#comment = undefined;
  }

  text(): string {
    this.#endRow();
    const lines: string[] = [];
    for (let index = 0; index < this.#rows.length; ) {
      const run = this.#commentedFrom(index);
      const column = Math.max(...run.map((row) => lastLine(row.code)), 0);
      for (const { code, comment } of run) lines.push(`${code}${' '.repeat(column - lastLine(code))}  ${comment}`);
      index += run.length;
      const plain = this.#rows[index];
      if (plain !== undefined && plain.comment === undefined) {
        lines.push(plain.code);
        index++;
      }
    }
    return lines.join('\n');
  }

  #commentedFrom(start: number): readonly Row[] {
    let end = start;
    while (end < this.#rows.length && this.#rows[end]?.comment !== undefined) end++;
    return this.#rows.slice(start, end);
  }
}

function lastLine(code: string): number {
  return code.length - (code.lastIndexOf('\n') + 1);
}
