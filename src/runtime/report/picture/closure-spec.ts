import type { BeliefPoint, ConcaveClosurePicture, Posterior } from '../../../plugins/contract/picture.ts';
import { numberText } from '../../picture/number-text.ts';
import type { ClosurePicture } from '../../picture/picture.ts';
import { ink } from './palette.ts';
import { type VegaSpec, vegaConfig, vegaTitle } from './vega-config.ts';

const solid = '#0072b2';
const dashed = '#d55e00';

/** Value and concave closure over the belief, the prior, and a point for each signal at its posterior. */
export function closureSpec({ title, notes, about, data }: ClosurePicture): VegaSpec {
  const [first = ''] = data.states;
  const prior = placeOf(data.prior);
  const best = data.prior.value;
  const x = {
    field: 'x',
    type: 'quantitative',
    title: `belief that ${about} = ${first}`,
    scale: { domain: [0, 1], nice: false },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    title: `value of ${data.sender}`,
    scale: { zero: false, padding: 14 },
  };
  const pieces = [
    ...data.value.map(({ points }) => ({ points, curve: 'value' })),
    ...data.closure.map((points) => ({ points, curve: 'concave closure' })),
  ];
  const lines = pieces.flatMap(({ points, curve }, piece) =>
    points.map((point) => ({ x: placeOf(point), y: point.value, piece, curve })),
  );
  const side = prior > 0.8 ? 'right' : 'left';
  const curves = { domain: ['value', 'concave closure'], range: [solid, dashed] };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: vegaTitle(title, notes),
    width: 480,
    height: 300,
    padding: 16,
    background: 'white',
    layer: [
      {
        data: { values: lines },
        mark: { type: 'line', strokeWidth: 2.5, clip: false },
        encoding: {
          x,
          y,
          detail: { field: 'piece' },
          color: { field: 'curve', type: 'nominal', scale: curves, title: null, legend: { symbolSize: 400 } },
          strokeDash: {
            field: 'curve',
            type: 'nominal',
            scale: { domain: curves.domain, range: [[], [7, 4]] },
            title: null,
          },
        },
      },
      {
        data: { values: [{ x: prior, y: best }] },
        layer: [
          { mark: { type: 'rule', strokeDash: [2, 3], color: ink }, encoding: { x } },
          {
            mark: { type: 'text', baseline: 'bottom', dy: -4, text: `prior ${numberText(prior)}`, color: ink },
            encoding: { x, y: { value: 0 } },
          },
          {
            mark: { type: 'point', size: 80, fill: 'white', stroke: ink, strokeWidth: 1.5, opacity: 1 },
            encoding: { x, y },
          },
          ...haloed({ align: side, dx: side === 'left' ? 9 : -9, dy: 13, text: `value ${numberText(best)}` }, { x, y }),
        ],
      },
      jumpsLayer(data.value, x, y),
      ...data.posteriors.map((posterior) => posteriorLayer(posterior, x, y)),
    ],
    config: vegaConfig,
  };
}

/** The axis is the chance of the first state. */
function placeOf({ belief }: BeliefPoint): number {
  return belief[0] ?? 0;
}

function posteriorLayer(posterior: Posterior, x: object, y: object): VegaSpec {
  const { signal, chance, value } = posterior;
  const belief = placeOf(posterior);
  const align = belief > 0.6 ? 'right' : 'left';
  const text = `${signal} (chance ${numberText(chance)})`;
  return {
    data: { values: [{ x: belief, y: value }] },
    layer: [
      { mark: { type: 'point', filled: true, size: 70, color: ink, opacity: 1 }, encoding: { x, y } },
      ...haloed({ align, dx: align === 'left' ? 6 : -6, dy: -12, text }, { x, y }),
    ],
  };
}

/** A text on a white edge, so that it can be read above other marks. */
function haloed(mark: VegaSpec, encoding: VegaSpec): readonly VegaSpec[] {
  const text = { type: 'text', fontSize: 11, ...mark };
  return [
    { mark: { ...text, stroke: 'white', strokeWidth: 4, strokeJoin: 'round' }, encoding },
    { mark: { ...text, color: ink }, encoding },
  ];
}

/** Hollow points where the value jumps: at that belief it is at the other end of the jump. */
function jumpsLayer(value: ConcaveClosurePicture['value'], x: object, y: object): VegaSpec {
  const pieces = value.map(({ points }) => points.toSorted((a, b) => placeOf(a) - placeOf(b)));
  const inOrder = pieces.toSorted(([a], [b]) => (a ? placeOf(a) : 0) - (b ? placeOf(b) : 0));
  const hollow = inOrder.slice(1).flatMap(([from], at) => {
    const to = inOrder[at]?.at(-1);
    if (!from || !to || Math.abs(to.value - from.value) < 1e-9) return [];
    return [{ x: placeOf(from), y: Math.min(to.value, from.value) }];
  });
  return {
    data: { values: hollow },
    mark: { type: 'point', size: 45, fill: 'white', stroke: solid, strokeWidth: 1.8, opacity: 1 },
    encoding: { x, y },
  };
}
