import { numberText } from '../../picture/number-text.ts';
import type { MenuCell, MenuPicture } from '../../picture/picture.ts';
import { type Cell, drawGrid, textCell } from './grid.ts';
import { colorAt, faint, pale } from './palette.ts';
import { Sheet, shortened, textWidth } from './sheet.ts';

const longest = 36;
const lotteryWidth = 170;

/** A table with a row for each report; lotteries are bars that their values share. */
export function menuSvg({ title, notes, reports, columns, rows, follower }: MenuPicture): string {
  const sheet = new Sheet();
  const head = [
    textCell(shortened(reports.join(', '), longest), 'start', { bold: true }),
    textCell('chance', 'end', { bold: true }),
    ...columns.map((column, at) => textCell(shortened(column, longest), alignOf(rows, at), { bold: true })),
    textCell(`${shortened(follower, longest)} gets`, 'end', { bold: true }),
  ];
  const values = columns.map((column) => valuesOf(cellsOf(ruleOf(column), columns, rows)));
  const body = rows.map(({ report, chance, cells, utility }): readonly Cell[] => [
    textCell(shortened(report, longest)),
    textCell(numberText(chance), 'end', { color: faint }),
    ...cells.map((cell, at) => menuCell(cell, values[at] ?? [])),
    textCell(utility === undefined ? '–' : numberText(utility), 'end'),
  ]);
  drawGrid(sheet, head, body);
  return sheet.svg(title, notes);
}

function alignOf(rows: MenuPicture['rows'], column: number): 'start' | 'end' {
  return rows.some(({ cells }) => typeof cells[column] === 'number') ? 'end' : 'start';
}

/** `card` of `card if strength = weak`: columns of one rule share their colours. */
function ruleOf(column: string): string {
  return column.split(' if ')[0] ?? column;
}

function cellsOf(rule: string, columns: readonly string[], rows: MenuPicture['rows']): readonly (MenuCell | null)[] {
  return rows.flatMap(({ cells }) => cells.filter((_, at) => ruleOf(columns[at] ?? '') === rule));
}

/** The values that a rule's lotteries draw, in the order met: each has its own colour. */
function valuesOf(cells: readonly (MenuCell | null)[]): readonly string[] {
  return [
    ...new Set(
      cells.flatMap((cell) => (typeof cell === 'object' && cell !== null ? cell.map(([value]) => value) : [])),
    ),
  ];
}

function menuCell(cell: MenuCell | null, values: readonly string[]): Cell {
  if (cell === null) return textCell('–', 'end', { color: faint });
  if (typeof cell === 'number') return textCell(numberText(cell), 'end');
  return { width: lotteryWidth, draw: (sheet, x, y) => drawLottery(sheet, x, y, cell, values) };
}

function drawLottery(
  sheet: Sheet,
  x: number,
  y: number,
  lottery: readonly (readonly [string, number])[],
  values: readonly string[],
): void {
  let left = x;
  for (const [value, chance] of lottery) {
    const width = chance * lotteryWidth;
    sheet.rect(left, y + 3, width, 20, colorAt(pale, values.indexOf(value)), 'white');
    const fitting = lottery.length === 1 ? fitted(value, width - 6) : shareLabel(value, chance, width - 6);
    if (fitting !== '') sheet.text(left + 4, y + 17, fitting, { size: 11 });
    left += width;
  }
}

/** A value with its chance, as exact as there is room for. */
function shareLabel(value: string, chance: number, width: number): string {
  const labels = [4, 2].map((digits) => `${value} (${numberText(Number(chance.toPrecision(digits)))})`);
  return labels.find((label) => textWidth(label, 11) <= width) ?? fitted(value, width);
}

/** As much of a label as fits into a width. */
function fitted(label: string, width: number): string {
  for (let most = [...label].length; most > 0; most--) {
    const text = shortened(label, most);
    if (textWidth(text, 11) <= width) return text;
  }
  return '';
}
