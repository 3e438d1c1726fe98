import { numberText } from '../../picture/number-text.ts';
import type { BindingPicture, BindingType, Conduct } from '../../picture/picture.ts';
import { faint, ink, rule, strong } from './palette.ts';
import { Sheet, shortened, textWidth } from './sheet.ts';

const rowHeight = 34;
const headHeight = 34;
const across = 240;
const dot = 5;
const longest = 40;

/** Widths of arrows: without a price, and for prices from 0 to the highest. */
const plainWidth = 2;
const thin = 1.5;
const thick = 7;

/** A price below this is none. */
const negligible = 1e-9;

/** Arrows up to this many of one conduct have their prices written on them. */
const mostPriced = 14;

/** Below each other: what a follower knows at the left, what it may say or do at the right. */
export function bindingSvg({ title, notes, conducts }: BindingPicture): string {
  const sheet = new Sheet();
  const left = Math.max(...conducts.map(leftWidth)) + 14;
  const prices = conducts.flatMap(({ types }) =>
    types.flatMap(({ tempted }) => tempted.map(({ price }) => price ?? 0)),
  );
  const most = Math.max(0, ...prices);
  let top = 0;
  for (const conduct of conducts) {
    drawConduct(sheet, conduct, { left, top: top + headHeight, most });
    top += headHeight + rowHeight * Math.max(conduct.types.length, conduct.options.length) + 20;
  }
  return sheet.svg(title, [...legend(conducts, most), ...notes]);
}

function legend(conducts: readonly Conduct[], most: number): readonly string[] {
  const types = conducts.flatMap((conduct) => conduct.types);
  return [
    'Grey: what is intended. Arrows: what would be as good for the follower, so that the constraint binds.',
    ...(types.some(({ tempted }) => tempted.some(({ gain }) => gain > 0))
      ? ['Black arrows: what would be better for the follower, and by how much: the rule does not keep it from that.']
      : []),
    ...(most > 0
      ? [
          'Wide arrows have a price: what the leader would gain for each unit of utility by which they were less tempting.',
        ]
      : []),
    ...(types.some(({ staysJust }) => staysJust)
      ? ['● would leave as gladly; ○ would lose by leaving, or may not.']
      : []),
  ];
}

interface Place {
  readonly left: number;
  readonly top: number;
  /** The highest price. */
  readonly most: number;
}

function drawConduct(sheet: Sheet, conduct: Conduct, place: Place): void {
  const { player, label, act, knowing, options, types } = conduct;
  const { left, top, most } = place;
  const right = left + across;
  const rows = Math.max(types.length, options.length);
  const heightOf = (at: number, of: number): number => top + rowHeight * (at + 0.5 + (rows - of) / 2);
  const from = (at: number): readonly [number, number] => [left, heightOf(at, types.length)];
  const to = (at: number): readonly [number, number] => [right, heightOf(at, options.length)];
  sheet.text(left + dot, top - 8, shortened(knowing.join(', '), longest), { bold: true, anchor: 'end' });
  sheet.text(right - dot, top - 8, shortened(`${player} ${act === 'report' ? 'reports' : 'chooses'} ${label}`, 60), {
    bold: true,
  });
  for (const [at, { intended }] of types.entries())
    for (const option of intended) sheet.line(from(at), to(option), rule, 3);
  const count = types.reduce((sum, { tempted }) => sum + tempted.length, 0);
  for (const [at, type] of types.entries())
    drawTempted(sheet, type, from(at), to, { most, isPriced: count <= mostPriced });
  for (const [at, type] of types.entries()) {
    const [x, y] = from(at);
    sheet.circle(x, y, dot, type.staysJust ? ink : 'white', ink);
    sheet.text(x - 12, y + 4, shortened(type.label, longest), { anchor: 'end' });
  }
  for (const [at, option] of options.entries()) {
    const [x, y] = to(at);
    sheet.circle(x, y, 3, faint, faint);
    sheet.text(x + 12, y + 4, shortened(option, longest));
  }
}

function drawTempted(
  sheet: Sheet,
  { tempted }: BindingType,
  from: readonly [number, number],
  to: (option: number) => readonly [number, number],
  { most, isPriced }: { readonly most: number; readonly isPriced: boolean },
): void {
  for (const { option, gain, price } of tempted) {
    const width = price === undefined || most <= 0 ? plainWidth : thin + ((thick - thin) * price) / most;
    const end = to(option);
    sheet.arrow(from, end, gain > 0 ? ink : strong[5], width, 8);
    const told = gain > 0 ? `+${numberText(gain)}` : numberText(price ?? 0);
    if (!isPriced || (gain === 0 && (price ?? 0) <= negligible)) continue;
    const [x, y] = [from[0] + (end[0] - from[0]) * 0.3, from[1] + (end[1] - from[1]) * 0.3];
    sheet.text(x, y + 4, told, { size: 11, anchor: 'middle', halo: true });
  }
}

function leftWidth({ types, knowing }: Conduct): number {
  const words = [...types.map(({ label }) => shortened(label, longest)), shortened(knowing.join(', '), longest)];
  return Math.max(...words.map((word) => textWidth(word, 12) * 1.06));
}
