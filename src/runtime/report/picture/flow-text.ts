import { numberText } from '../../picture/number-text.ts';
import type { FlowPicture } from '../../picture/picture.ts';
import { type Column, table } from '../table.ts';
import { visible } from '../width.ts';
import { shortened } from './sheet.ts';

const longest = 32;

/** More states than this stand below each other in the table of posteriors. */
const mostBeside = 6;

/** The chance of each signal in each state, then for each signal its chance, the posterior, and what is done. */
export function flowText(picture: FlowPicture): readonly string[] {
  const [states, signals, actions] = picture.layers;
  if (!states || !signals) return [];
  const joint = chancesOf(picture, 0, 1);
  const prior = sumsOf(joint, 0);
  const total = sumsOf(joint, 1);
  const scheme = table(
    [{ title: `${visible(states.title)} → ${visible(signals.title)}` }, right('chance'), ...signals.bars.map(right)],
    states.bars.map((state, row) => [
      label(state),
      numberText(prior.get(row) ?? 0),
      ...signals.bars.map((_, column) => numberText(share(joint, row, column, prior.get(row)))),
    ]),
  );
  const isWide = states.bars.length > mostBeside;
  const posteriorOf = (row: number, column: number): string => numberText(share(joint, row, column, total.get(column)));
  const told = table(
    [
      { title: label(signals.title) },
      right('chance'),
      ...(isWide ? [] : states.bars.map(right)),
      ...(actions ? [{ title: label(actions.title) }] : []),
    ],
    signals.bars.map((signal, column) => [
      label(signal),
      numberText(total.get(column) ?? 0),
      ...(isWide ? [] : states.bars.map((_, row) => posteriorOf(row, column))),
      ...(actions ? [actionsText(picture, column, total.get(column) ?? 0)] : []),
    ]),
  );
  if (!isWide) return [...scheme, '', 'posteriors', ...told];
  const below = table(
    [{ title: label(states.title) }, ...signals.bars.map(right)],
    states.bars.map((state, row) => [label(state), ...signals.bars.map((_, column) => posteriorOf(row, column))]),
  );
  return [...scheme, '', ...told, '', 'posteriors', ...below];
}

function label(text: string): string {
  return shortened(visible(text), longest);
}

function right(title: string): Column {
  return { title: label(title), align: 'right' };
}

type Joint = ReadonlyMap<string, number>;

/** Chance of each pair of bars of two layers. */
function chancesOf({ paths }: FlowPicture, left: number, to: number): Joint {
  const joint = new Map<string, number>();
  for (const { through, chance } of paths) {
    const key = `${through[left]} ${through[to]}`;
    joint.set(key, (joint.get(key) ?? 0) + chance);
  }
  return joint;
}

/** The chance of each bar of one side. */
function sumsOf(joint: Joint, side: number): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const [key, chance] of joint) {
    const bar = Number(key.split(' ')[side]);
    sums.set(bar, (sums.get(bar) ?? 0) + chance);
  }
  return sums;
}

function share(joint: Joint, row: number, column: number, of = 0): number {
  return of === 0 ? 0 : (joint.get(`${row} ${column}`) ?? 0) / of;
}

/** `convict`, or a lottery: `convict (0.5), acquit (0.5)`. */
function actionsText(picture: FlowPicture, signal: number, total: number): string {
  const joint = chancesOf(picture, 1, 2);
  const taken = (picture.layers[2]?.bars ?? []).flatMap((action, at): [string, number][] => {
    const chance = share(joint, signal, at, total);
    return chance > 1e-9 ? [[label(action), chance]] : [];
  });
  const [only, ...others] = taken.sort(([, a], [, b]) => b - a);
  if (others.length === 0) return only?.[0] ?? '';
  return taken.map(([action, chance]) => `${action} (${numberText(chance)})`).join(', ');
}
