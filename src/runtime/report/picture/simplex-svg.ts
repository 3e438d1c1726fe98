import type { BeliefPoint } from '../../../plugins/contract/picture.ts';
import { numberText } from '../../picture/number-text.ts';
import type { ClosurePicture } from '../../picture/picture.ts';
import { colorAt, ink, pale } from './palette.ts';
import { Sheet, shortened, textWidth } from './sheet.ts';

const side = 400;
const height = (side * Math.sqrt(3)) / 2;
const dashed = '#d55e00';
const longest = 30;

type Place = readonly [x: number, y: number];

/**
 * Beliefs over three states as a triangle: the regions in which the receiver takes the same action, the pieces of the concave
 * closure where the solver has them, and lines from the prior to each signal's posterior.
 */
export function simplexSvg({ title, notes, about, data }: ClosurePicture): string {
  const { states, value, closure, prior, posteriors, sender, receiver } = data;
  const left = Math.max(40, textWidth(states[0] ?? '', 12) / 2);
  const place = (point: Pick<BeliefPoint, 'belief'>): Place => placeOf(point, left);
  const sheet = new Sheet();
  const actions = [...new Set(value.map(({ action }) => action))];
  for (const { action, points } of value)
    sheet.polygon(points.map(place), colorAt(pale, actions.indexOf(action)), '#999999');
  for (const points of closure) sheet.polygon(points.map(place), 'none', dashed, '5 4');
  drawCorners(sheet, states, about, left);
  const start = place(prior);
  for (const posterior of posteriors) sheet.line(start, place(posterior), ink, 1);
  for (const posterior of posteriors) {
    const [x, y] = place(posterior);
    sheet.circle(x, y, 4.5, ink, ink);
    const text = `${shortened(posterior.signal, longest)} (chance ${numberText(posterior.chance)}, value ${numberText(posterior.value)})`;
    sheet.text(x + 9, y - 7, text, { size: 11, halo: true });
  }
  sheet.circle(start[0], start[1], 5, 'white', ink);
  const best = `prior, value ${numberText(prior.value)}`;
  sheet.text(start[0] + 9, start[1] + 15, best, { size: 11, halo: true, bold: true });
  drawLegend(sheet, actions, receiver, left + side + 70);
  const tiles = closure.length > 0 ? ['Dashed: where the concave closure is linear.'] : [];
  return sheet.svg(title, [
    `A corner is a sure state; lines lead from the prior to the posteriors. Values are those of ${sender}.`,
    ...tiles,
    ...notes,
  ]);
}

/** The first state is the left corner, the second the top, the third the right. */
function placeOf({ belief: [, top = 0, right = 0] }: Pick<BeliefPoint, 'belief'>, left: number): Place {
  return [left + side * (right + top / 2), 30 + height * (1 - top)];
}

function drawCorners(sheet: Sheet, states: readonly string[], about: string, left: number): void {
  const corners = [
    { belief: [1, 0, 0], dy: 18 },
    { belief: [0, 1, 0], dy: -10 },
    { belief: [0, 0, 1], dy: 18 },
  ];
  for (const [at, { belief, dy }] of corners.entries()) {
    const [x, y] = placeOf({ belief }, left);
    const name = shortened(`${about} = ${states[at] ?? ''}`, longest);
    sheet.text(x, y + dy, name, { anchor: 'middle' });
  }
}

function drawLegend(sheet: Sheet, actions: readonly string[], receiver: string, x: number): void {
  sheet.text(x, 40, `${receiver} takes`, { bold: true });
  for (const [at, action] of actions.entries()) {
    sheet.rect(x, 52 + at * 22, 16, 14, colorAt(pale, at), '#999999');
    sheet.text(x + 24, 64 + at * 22, shortened(action, longest));
  }
}
