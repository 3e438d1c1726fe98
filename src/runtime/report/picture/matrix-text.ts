import { numberText } from '../../picture/number-text.ts';
import type { MatrixPicture, MatrixSide } from '../../picture/picture.ts';
import { type Column, table } from '../table.ts';
import { visible } from '../width.ts';

/** Choices of a player that a terminal has room for. */
const most = 12;

/** Rows are the first player's choices, columns the second's, entries what everybody gets; with an answer, chances beside them. */
export function matrixText({ rows, columns, payees, payoffs }: MatrixPicture): readonly string[] {
  const across = columns.actions.slice(0, most);
  const down = rows.actions.slice(0, most);
  const isCut = rows.actions.length > most || columns.actions.length > most;
  const head: readonly Column[] = ['', ...across.map((action, at) => withChance(action, columns, at))].map((title) => ({
    title,
    align: 'right',
  }));
  return [
    `rows: ${visible(rows.player)} chooses ${visible(rows.label)}; columns: ${visible(columns.player)} chooses ${visible(columns.label)}; entries: ${payees.map(visible).join(', ')}`,
    ...table(
      head,
      down.map((action, row) => [
        withChance(action, rows, row),
        ...across.map((_, column) => (payoffs[row]?.[column] ?? []).map(numberText).join(', ')),
      ]),
    ),
    ...(isCut
      ? [`the first ${most} choices of each player; there are ${rows.actions.length} and ${columns.actions.length}`]
      : []),
  ];
}

function withChance(action: string, { chances }: MatrixSide, at: number): string {
  return chances ? `${visible(action)} (${numberText(chances[at] ?? 0)})` : visible(action);
}
