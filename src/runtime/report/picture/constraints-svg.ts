import { numberText } from '../../picture/number-text.ts';
import type { Constraint, ConstraintKind, ConstraintsPicture } from '../../picture/picture.ts';
import { type Cell, drawGrid, textCell } from './grid.ts';
import { faint, ink, strong } from './palette.ts';
import { Sheet, shortened, shortenedInside } from './sheet.ts';

const longest = 44;
const barWidth = 140;

/** Words for the kinds, as the field has them. */
export const constraintWords: Readonly<Record<ConstraintKind, string>> = {
  truth: 'incentive: truth',
  obedience: 'incentive: obedience',
  participation: 'participation',
  requirement: 'requirement',
  bound: 'bound',
};

/** A table of constraints: a full circle where one binds, else a bar as long as its slack. */
export function constraintsSvg({ title, notes, constraints }: ConstraintsPicture): string {
  const sheet = new Sheet();
  const most = Math.max(1e-12, ...constraints.map(({ slack }) => slack));
  const head = ['', 'constraint', 'who', 'knowing', 'deviation or limit', 'slack', ''].map((text, at) =>
    textCell(text, at === 5 ? 'end' : 'start', { bold: true }),
  );
  const body = constraints.map((each): readonly Cell[] => [
    each.isBroken ? textCell('✗', 'start', { bold: true, color: strong[5] }) : markCell(each.binds),
    textCell(constraintWords[each.kind], 'start', { color: each.binds ? ink : faint }),
    textCell(shortened(each.player, longest)),
    textCell(shortenedInside(each.knows, longest)),
    textCell(shortened(each.instead, longest), 'start', { bold: each.binds }),
    textCell(each.binds ? '0' : numberText(each.slack), 'end'),
    slackCell(each, most),
  ]);
  drawGrid(sheet, head, body);
  return sheet.svg(title, [
    '● binds: slack 0. ○ does not bind: the bar is what the player would lose.',
    ...(constraints.some(({ isBroken }) => isBroken)
      ? ['✗ is broken: what is missing is what the player would gain.']
      : []),
    ...notes,
  ]);
}

function markCell(binds: boolean): Cell {
  return { width: 12, draw: (sheet, x, y) => sheet.circle(x + 6, y + 13, 4.5, binds ? ink : 'white', ink) };
}

function slackCell({ binds, isBroken, slack }: Constraint, most: number): Cell {
  return {
    width: barWidth,
    draw: (sheet, x, y) => {
      if (!binds && !isBroken) sheet.rect(x, y + 7, Math.max(1, (slack / most) * barWidth), 12, strong[0]);
    },
  };
}
