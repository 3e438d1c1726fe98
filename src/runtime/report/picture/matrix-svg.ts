import { numberText } from '../../picture/number-text.ts';
import type { MatrixPicture, MatrixSide } from '../../picture/picture.ts';
import { colorAt, faint, pale, rule, strong } from './palette.ts';
import { Sheet, shortened, textWidth } from './sheet.ts';

const height = 34;
const longest = 20;

/** Room for a comma between two numbers. */
const comma = 9;

/** Rows and columns that are drawn. */
export const mostActions = 30;

/** The payoffs, a best reply underlined, and at the margins the chances of an answer as bars. */
export function matrixSvg(picture: MatrixPicture): string {
  const { title, notes, rows, columns, payees, payoffs } = picture;
  const sheet = new Sheet();
  const shown = { rows: rows.actions.slice(0, mostActions), columns: columns.actions.slice(0, mostActions) };
  const cells = shown.rows.map((_, row) => shown.columns.map((__, column) => payoffs[row]?.[column] ?? []));
  const texts = cells.map((row) => row.map((numbers) => numbers.map(numberText).join(', ')));
  const left = Math.max(40, ...shown.rows.map((action) => textWidth(labelOf(action, rows, 0), 12))) + 16;
  const wide = Math.max(
    56,
    ...texts.flat().map((text) => textWidth(text, 12) + 24),
    ...shown.columns.map((action) => textWidth(shortened(action, longest), 12) + 16),
  );
  const top = columns.chances ? 34 : 18;
  sheet.text(left + (wide * shown.columns.length) / 2, 0, sideTitle(columns), { anchor: 'middle', bold: true });
  sheet.text(0, top, sideTitle(rows), { bold: true });
  const best = bestReplies(picture);
  for (const [column, action] of shown.columns.entries()) {
    const x = left + column * wide;
    sheet.text(x + wide / 2, top, shortened(action, longest), { anchor: 'middle' });
    const chance = columns.chances?.[column];
    if (chance !== undefined) drawChance(sheet, x + wide / 2, top - 16, chance);
  }
  const body = top + 10;
  for (const [row, action] of shown.rows.entries()) {
    const y = body + row * height;
    sheet.text(left - 10, y + 21, labelOf(action, rows, row), { anchor: 'end' });
    for (const [column, numbers] of (cells[row] ?? []).entries()) {
      const x = left + column * wide;
      const weight = (rows.chances?.[row] ?? 0) * (columns.chances?.[column] ?? 0);
      sheet.rect(x, y, wide, height, weight > 1e-9 ? colorAt(pale, 0) : 'white', rule);
      drawNumbers(sheet, x + wide / 2, y + 21, numbers, picture, best, row, column);
    }
  }
  const cut = rows.actions.length > mostActions || columns.actions.length > mostActions;
  return sheet.svg(title, [
    `Entries: ${payees.join(', ')}. A best reply is underlined.${rows.chances ? ' Shaded: played with positive chance.' : ''}`,
    ...(cut ? [`The first ${mostActions} choices of each player are shown.`] : []),
    ...notes,
  ]);
}

function sideTitle({ player, label }: MatrixSide): string {
  return `${player}: ${label}`;
}

function labelOf(action: string, { chances }: MatrixSide, at: number): string {
  const label = shortened(action, longest);
  return chances ? `${label} (${numberText(chances[at] ?? 0)})` : label;
}

function drawChance(sheet: Sheet, x: number, y: number, chance: number): void {
  sheet.text(x, y, numberText(chance), { anchor: 'middle', size: 11, color: chance > 1e-9 ? strong[0] : faint });
}

interface BestReplies {
  readonly ofRows: ReadonlySet<string>;
  readonly ofColumns: ReadonlySet<string>;
}

/** Which rows are best against each column, and which columns against each row. */
function bestReplies({ payoffs, rows, columns }: MatrixPicture): BestReplies {
  const ofRows = new Set<string>();
  const ofColumns = new Set<string>();
  const rowPay = (row: number, column: number): number => payoffs[row]?.[column]?.[rows.payee] ?? 0;
  const columnPay = (row: number, column: number): number => payoffs[row]?.[column]?.[columns.payee] ?? 0;
  for (const [row] of rows.actions.entries()) {
    for (const [column] of columns.actions.entries()) {
      if (rows.actions.every((_, other) => rowPay(other, column) <= rowPay(row, column) + 1e-12))
        ofRows.add(`${row} ${column}`);
      if (columns.actions.every((_, other) => columnPay(row, other) <= columnPay(row, column) + 1e-12))
        ofColumns.add(`${row} ${column}`);
    }
  }
  return { ofRows, ofColumns };
}

function drawNumbers(
  sheet: Sheet,
  x: number,
  y: number,
  numbers: readonly number[],
  { rows, columns }: MatrixPicture,
  best: BestReplies,
  row: number,
  column: number,
): void {
  const texts = numbers.map(numberText);
  const widths = texts.map((text) => textWidth(text, 12));
  let left = x - widths.reduce((sum, width) => sum + width + comma, -comma) / 2;
  for (const [payee, text] of texts.entries()) {
    const key = `${row} ${column}`;
    const isBest =
      (payee === rows.payee && best.ofRows.has(key)) || (payee === columns.payee && best.ofColumns.has(key));
    sheet.text(left, y, text, { underline: isBest, bold: isBest });
    left += widths[payee] ?? 0;
    if (payee + 1 < texts.length) sheet.text(left, y, ',');
    left += comma;
  }
}
