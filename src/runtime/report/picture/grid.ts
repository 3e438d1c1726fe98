import { rule } from './palette.ts';
import { type Sheet, textWidth } from './sheet.ts';

/** One cell of a drawn table. */
export interface Cell {
  readonly width: number;
  draw(sheet: Sheet, x: number, y: number, width: number): void;
}

export const rowHeight = 26;

export type Align = 'start' | 'end';

export function textCell(
  text: string,
  align: Align = 'start',
  style: { readonly bold?: boolean; readonly color?: string; readonly underline?: boolean } = {},
): Cell {
  return {
    width: textWidth(text, 12) * (style.bold ? 1.06 : 1),
    draw: (sheet, x, y, width) => {
      sheet.text(align === 'start' ? x : x + width, y + 17, text, { ...style, anchor: align });
    },
  };
}

/** Draws a table: columns as wide as their widest cell, a line under the head. Returns its width and height. */
export function drawGrid(
  sheet: Sheet,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): { readonly width: number; readonly height: number } {
  const widths = head.map((cell, at) => Math.max(cell.width, ...rows.map((row) => row[at]?.width ?? 0)));
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + 24, 0));
  const width = (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0);
  for (const [at, row] of [head, ...rows].entries())
    for (const [column, cell] of row.entries())
      cell.draw(sheet, lefts[column] ?? 0, at * rowHeight - 14, widths[column] ?? 0);
  sheet.line([0, rowHeight - 16], [width, rowHeight - 16], rule);
  const height = (rows.length + 1) * rowHeight - 14;
  sheet.line([0, height], [width, height], rule);
  return { width, height };
}
