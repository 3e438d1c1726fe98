import { numberText } from '../../picture/number-text.ts';
import type { HeatmapPicture } from '../../picture/picture.ts';
import { type Column, table } from '../table.ts';
import { visible } from '../width.ts';

/** Values on an axis that a table for a terminal has. */
const most = 12;

/** A table for each panel: rows are the second report, columns the first. */
export function heatmapText({ x, y, panels }: HeatmapPicture): readonly string[] {
  const columns = x.values.slice(0, most);
  const rows = y.values.slice(0, most);
  const isCut = x.values.length > most || y.values.length > most;
  return [
    ...panels.flatMap(({ title, measure, values }, at) => [
      ...(at > 0 ? [''] : []),
      visible(measure === 'chance' ? `chance that ${title}` : title),
      ...table(
        [
          { title: `${visible(y.title)} \\ ${visible(x.title)}` },
          ...columns.map((title): Column => ({ title: visible(title), align: 'right' })),
        ],
        rows.map((label, row) => [
          visible(label),
          ...columns.map((_, column) => cellText(values[row]?.[column] ?? null)),
        ]),
      ),
    ]),
    ...(isCut ? [`the first ${most} values of each report; a picture has more`] : []),
  ];
}

function cellText(value: number | null): string {
  return value === null ? '–' : numberText(value);
}
