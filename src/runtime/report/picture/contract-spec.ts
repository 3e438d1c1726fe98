import { numberText } from '../../picture/number-text.ts';
import type { ContractPicture, PaymentRule } from '../../picture/picture.ts';
import { strong } from './palette.ts';
import { textWidth } from './sheet.ts';
import { type VegaSpec, vegaConfig, vegaTitle } from './vega-config.ts';

/** Bars narrower than this have no number above them. */
const mostLabelled = 14;

/** Panels in a row, at most, and how wide a panel or a row may be. */
const inRow = 4;
const widest = 1100;

/** Payment by the last argument, a panel for each rule and each value of the other arguments. Bars that are never due are hollow. */
export function contractSpec({ title, notes, rules }: ContractPicture): VegaSpec {
  const panels = rules.flatMap(panelsOf);
  const most = Math.max(...panels.map(({ bars }) => bars.length));
  const isLabelled = most <= mostLabelled;
  const words = panels.flatMap(({ bars }) => bars.flatMap(({ place }) => place.split('\n')));
  const step = isLabelled ? Math.min(150, Math.max(64, ...words.map((word) => textWidth(word, 11) + 8))) : 16;
  const width = Math.max(90, Math.min(widest, most * step));
  const amounts = panels.flatMap(({ bars }) => bars.map(({ amount }) => amount));
  // Room for the numbers above bars, and below those that go down.
  const domain = [1.15 * Math.min(0, ...amounts), 1.1 * Math.max(0, ...amounts)];
  const views = panels.map(({ name, argument, bars }) => ({
    title: { text: name, fontSize: 12, fontWeight: 'normal', anchor: 'start' },
    width,
    height: 220,
    data: { values: bars },
    encoding: {
      x: {
        field: 'place',
        type: 'nominal',
        sort: null,
        title: argument,
        axis: {
          labelAngle: isLabelled ? 0 : -60,
          labelExpr: "split(datum.label, '\\n')",
          labelOverlap: !isLabelled,
          domain: false,
          ticks: false,
        },
      },
      y: { field: 'amount', type: 'quantitative', title: 'payment', scale: { domain, nice: true } },
    },
    layer: [
      {
        mark: { type: 'bar', color: strong[0], stroke: strong[0], width: { band: 0.7 } },
        encoding: { fillOpacity: { field: 'due', type: 'quantitative', scale: null, legend: null } },
      },
      ...(isLabelled
        ? [
            {
              mark: { type: 'text', dy: { expr: 'datum.amount < 0 ? 10 : -7' } },
              encoding: { text: { field: 'text' } },
            },
          ]
        : []),
    ],
  }));
  const hollow = panels.some(({ bars }) => bars.some(({ due }) => due < 1));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: vegaTitle(title, [...(hollow ? ['Hollow: never due under this answer.'] : []), ...notes]),
    padding: 16,
    background: 'white',
    columns: Math.max(1, Math.min(inRow, Math.floor(widest / (width + 90)))),
    spacing: 28,
    concat: views,
    config: vegaConfig,
  };
}

/** To three digits: there is little room under a bar. */
function chanceText(chance: number): string {
  return numberText(Number(chance.toPrecision(3)));
}

interface Panel {
  readonly name: string;
  readonly argument: string;
  readonly bars: readonly {
    readonly place: string;
    readonly amount: number;
    readonly text: string;
    /** How dark the bar is filled. */
    readonly due: number;
  }[];
}

function panelsOf({ name, arguments: labels, payments }: PaymentRule): readonly Panel[] {
  const panels = new Map<string, PaymentRule['payments'][number][]>();
  for (const payment of payments) {
    const others = labels.slice(0, -1).map((label, at) => `${label} = ${payment.given[at] ?? ''}`);
    const key = others.length === 0 ? name : `${name} if ${others.join(', ')}`;
    panels.set(key, [...(panels.get(key) ?? []), payment]);
  }
  return [...panels].map(([title, members]) => ({
    name: title,
    argument: labels.at(-1) ?? '',
    bars: members.map(({ given, amount, chance }) => ({
      place: [given.at(-1) ?? 'always', `chance ${chanceText(chance)}`].join('\n'),
      amount,
      text: numberText(amount),
      due: chance > 1e-9 ? 1 : 0.08,
    })),
  }));
}
