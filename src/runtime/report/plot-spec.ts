import type { TopLevelSpec } from 'vega-lite';
import type { Json, PlotPoint, PlotRecord } from '../study/run.ts';
import { assignmentsText, valueText } from './number-text.ts';

/** Curves that run over more powers of ten than this are drawn on a logarithmic scale. */
const decades = 3;

/** A plot as a Vega-Lite specification: a curve for each expression and each value of the names after `for`. */
export function plotSpec({ text, against, points }: PlotRecord): TopLevelSpec {
  const series = [...new Set(points.map((point) => point.series))];
  const values = points.map((point) => ({
    x: isNumeric(points) ? point.x : valueText(point.x),
    y: point.y,
    curve: curveName(point, series.length > 1),
  }));
  const curves = new Set(values.map(({ curve }) => curve));
  const isLine = isNumeric(points);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: text.replace(/^plot /, ''), anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 12 },
    width: 520,
    height: 320,
    padding: 12,
    background: 'white',
    data: { values },
    mark: isLine
      ? { type: 'line', point: points.length <= 60 * curves.size }
      : { type: 'point', filled: true, size: 60 },
    encoding: {
      x: isLine
        ? { field: 'x', type: 'quantitative', title: against, scale: { zero: false, nice: false, padding: 6 } }
        : { field: 'x', type: 'nominal', title: against, sort: null, axis: { labelAngle: 0 } },
      y: {
        field: 'y',
        type: 'quantitative',
        title: series.length === 1 ? (series[0] ?? null) : null,
        ...yScale(points),
      },
      ...(curves.size > 1 ? { color: { field: 'curve', type: 'nominal', title: null, sort: null } } : {}),
    },
    config: {
      font: 'sans-serif',
      view: { stroke: null },
      axis: { gridOpacity: 0.4, labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
      legend: { labelFontSize: 11, labelLimit: 300 },
    },
  };
}

function isNumeric(points: readonly PlotPoint[]): boolean {
  return points.every(({ x }: { readonly x: Json }) => typeof x === 'number');
}

function curveName({ series, curve }: PlotPoint, isOneOfSeveral: boolean): string {
  const given = assignmentsText(curve);
  if (!isOneOfSeveral) return given === '' ? series : given;
  return given === '' ? series : `${series}, ${given}`;
}

/** Numbers of very different size, such as a gap that falls, are told apart by their powers of ten only. Zero stays zero. */
function yScale(points: readonly PlotPoint[]): object {
  const sizes = points.map(({ y }) => Math.abs(y)).filter((size) => size > 0);
  const least = Math.min(...sizes);
  const most = Math.max(...sizes);
  const isWide = sizes.length > 0 && most / least >= 10 ** decades;
  if (!isWide || points.some(({ y }) => y < 0)) return { scale: { zero: false, padding: 6 } };
  const axis = { labelExpr: "datum.value == 0 ? '0' : format(datum.value, '.0e')" };
  if (sizes.length === points.length) return { scale: { type: 'log' }, axis };
  const low = Math.floor(Math.log10(least));
  const high = Math.ceil(Math.log10(most));
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
  return { scale: { type: 'symlog', constant: 10 ** (low - 1) }, axis: { ...axis, values: [0, ...ticks] } };
}
