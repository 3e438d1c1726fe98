import { numberText } from '../../picture/number-text.ts';
import type { ConstraintsPicture } from '../../picture/picture.ts';
import { table } from '../table.ts';
import { visible } from '../width.ts';
import { constraintWords } from './constraints-svg.ts';
import { shortened, shortenedInside } from './sheet.ts';

const longest = 60;

/** A row for each constraint, `●` where it binds. */
export function constraintsText({ constraints }: ConstraintsPicture): readonly string[] {
  return table(
    [
      { title: '' },
      { title: 'constraint' },
      { title: 'who' },
      { title: 'knowing' },
      { title: 'deviation or limit' },
      { title: 'slack', align: 'right' },
    ],
    constraints.map(({ kind, player, knows, instead, slack, binds, isBroken }) => [
      isBroken ? '✗' : binds ? '●' : '○',
      constraintWords[kind],
      visible(player),
      shortenedInside(visible(knows), longest),
      shortened(visible(instead), longest),
      binds ? '0' : numberText(slack),
    ]),
  );
}
