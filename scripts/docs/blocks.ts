/** A fenced block of a page: ```` ```icsap file=judge.icsap append ````. */
export interface Block {
  readonly language: string;
  /** `file=x` as a name and a value, other words as flags. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown page, in order. Blocks inside longer fences belong to these. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const open = /^(`{3,})(\S*)(.*)$/.exec(lines[at] ?? '');
    const [, fence = '', language = '', rest = ''] = open ?? [];
    if (!fence) continue;
    const end = lines.findIndex((text, index) => index > at && text === fence);
    if (end < 0) throw new Error(`line ${at + 1}: a block that does not end`);
    const text = lines
      .slice(at + 1, end)
      .map((row) => `${row}\n`)
      .join('');
    blocks.push({ language, attributes: attributesOf(rest), text, line: at + 1 });
    at = end;
  }
  return blocks;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const words = text.split(' ').filter((word) => word !== '');
  return new Map(
    words.map((word) => {
      const equals = word.indexOf('=');
      return equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

/** Replaces what stands between `<!-- generated: name -->` and the next `<!-- end -->`. */
export function filled(markdown: string, name: string, content: string): string {
  const open = `<!-- generated: ${name} -->\n`;
  const start = markdown.indexOf(open);
  const end = markdown.indexOf('<!-- end -->', start);
  if (start < 0 || end < 0) throw new Error(`no place for ${name}`);
  return `${markdown.slice(0, start + open.length)}\n${content.trim()}\n\n${markdown.slice(end)}`;
}

/** A Markdown table; cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
