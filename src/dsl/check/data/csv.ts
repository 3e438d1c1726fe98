import type { DataContent } from '../../model.ts';
import { parseExact } from '../../number.ts';
import type { ReadContent } from './read-content.ts';

/**
 * Comma-separated values (RFC 4180). If every cell of the first row is a number: a matrix, a list for each row. Else the
 * first row names the columns, and each other row is a record. Decimals are exact.
 */
export function parseCsv(text: string): ReadContent {
  const split = splitRows(text.replace(/^\uFEFF/, ''));
  if (!Array.isArray(split)) return split;
  const [first, ...rest] = split;
  if (first === undefined) return { content: [] };
  const ragged = rest.find((row) => row.cells.length !== first.cells.length);
  if (ragged !== undefined) {
    const reason = `it has ${count(ragged.cells.length)}, the first row has ${first.cells.length}`;
    return { line: ragged.line, reason };
  }
  return first.cells.every(isNumber) ? matrix(split) : records(first, rest);
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function count(cells: number): string {
  return cells === 1 ? '1 value' : `${cells} values`;
}

function isNumber(cell: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(cell);
}

function matrix(rows: readonly Row[]): ReadContent {
  for (const row of rows) {
    const odd = row.cells.find((cell) => !isNumber(cell));
    if (odd !== undefined) return { line: row.line, reason: `\`${odd}\` is no number, as those of the first row are` };
  }
  return { content: rows.map((row) => row.cells.map(cellValue)) };
}

function records(header: Row, rows: readonly Row[]): ReadContent {
  const names = header.cells.map((cell) => cell.trim());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { line: header.line, reason: `two columns are called \`${twice}\`` };
  const content = rows.map((row) =>
    Object.fromEntries(names.map((name, column): [string, DataContent] => [name, cellValue(row.cells[column] ?? '')])),
  );
  return { content };
}

function cellValue(cell: string): DataContent {
  if (!isNumber(cell)) return cell;
  const trimmed = cell.trim().replace(/^\+/, '');
  return parseExact(trimmed);
}

/** Quoted cells may hold commas, line breaks and doubled quotes; empty lines are skipped. */
function splitRows(text: string): Row[] | { readonly line: number; readonly reason: string } {
  const rows: Row[] = [];
  const cell = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|\r?\n|$)|([^,\r\n]*)/y;
  let [line, start, cells]: [number, number, string[]] = [1, 1, []];
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    const [whole = '', quoted, plain = ''] = match ?? [];
    if (quoted === undefined && plain.trimStart().startsWith('"'))
      return { line, reason: 'a quoted value does not end' };
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.split('\n').length - 1;
    at += whole.length;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (cells.length > 1 || cells[0]?.trim() !== '') rows.push({ line: start, cells });
    const end = /\r?\n|\r/y;
    end.lastIndex = at;
    at += (end.exec(text)?.[0] ?? ' ').length;
    line += 1;
    [start, cells] = [line, []];
  }
  return rows;
}
