import { numberText } from '../../picture/number-text.ts';
import type { MenuCell, MenuPicture } from '../../picture/picture.ts';
import { table } from '../table.ts';
import { visible } from '../width.ts';

/** A row for each report: its chance, what each rule makes of it, what the follower gets in all. */
export function menuText({ reports, columns, rows, follower }: MenuPicture): readonly string[] {
  return table(
    [
      { title: reports.map(visible).join(', ') },
      { title: 'chance', align: 'right' },
      ...columns.map((title, at) => ({
        title: visible(title),
        align: rows.some(({ cells }) => typeof cells[at] === 'number') ? ('right' as const) : ('left' as const),
      })),
      { title: `${visible(follower)} gets`, align: 'right' },
    ],
    rows.map(({ report, chance, cells, utility }) => [
      visible(report),
      numberText(chance),
      ...cells.map(cellText),
      utility === undefined ? '–' : numberText(utility),
    ]),
  );
}

function cellText(cell: MenuCell | null): string {
  if (cell === null) return '–';
  if (typeof cell === 'number') return numberText(cell);
  if (cell.length === 1) return visible(cell[0]?.[0] ?? '');
  return cell.map(([value, chance]) => `${visible(value)} (${numberText(chance)})`).join(', ');
}
