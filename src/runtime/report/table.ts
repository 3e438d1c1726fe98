import { padEnd, padStart, width } from './width.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: 'left' | 'right';
}

/** Rows of texts in columns, two spaces apart, without lines between them. An untitled table has no head. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const all = titles.some((title) => title !== '') ? [titles, ...rows] : rows;
  const widths = columns.map((_, at) => Math.max(0, ...all.map((row) => width(row[at] ?? ''))));
  return all.map((row) =>
    columns
      .map(({ align }, at) => (align === 'right' ? padStart : padEnd)(row[at] ?? '', widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
