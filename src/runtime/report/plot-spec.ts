import type { Json, PlotPoint, PlotRecord } from '../study/run.ts';
import { assignmentsText, valueText } from './number-text.ts';
import { strong } from './picture/palette.ts';
import { type VegaSpec, vegaConfig, vegaTitle } from './picture/vega-config.ts';

/** Numbers that run over more powers of ten than this are drawn on a logarithmic scale. */
const decades = 3;

/** Dashes of curves, so that greyscale tells them apart too: the first is whole. */
const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [12, 4], [1, 3], [6, 2, 2, 2]];

/** A plot as a Vega-Lite specification: a curve for each expression and each value of the names after `for`. */
export function plotSpec({ text, against, points }: PlotRecord): VegaSpec {
  const series = [...new Set(points.map((point) => point.series))];
  const isLine = isNumeric(points);
  const values = points.map((point) => ({
    x: isLine ? point.x : valueText(point.x),
    y: point.y,
    curve: curveName(point, series.length > 1),
  }));
  const curves = [...new Set(values.map(({ curve }) => curve))];
  const only = curves.length === 1 ? { color: strong[0] } : {};
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: vegaTitle(text.replace(/^plot /, ''), []),
    width: 520,
    height: 320,
    padding: 16,
    background: 'white',
    data: { values },
    mark: isLine
      ? { type: 'line', strokeWidth: 2, point: points.length <= 60 * curves.length && { size: 34, ...only }, ...only }
      : { type: 'point', filled: true, size: 60, opacity: 1, color: strong[0] },
    encoding: {
      x: isLine
        ? { field: 'x', type: 'quantitative', title: against, ...xScale(points, against) }
        : { field: 'x', type: 'nominal', title: against, sort: null, axis: { labelAngle: 0 } },
      y: {
        field: 'y',
        type: 'quantitative',
        title: yTitle(series),
        ...yScale(points),
      },
      ...(curves.length > 1 ? curveChannels(curves, isLine) : {}),
    },
    config: vegaConfig,
  };
}

/** Each curve has its own colour; the first eight, which the colours tell apart, their own dashes as well. */
function curveChannels(curves: readonly string[], isLine: boolean): VegaSpec {
  const legend = { symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 2 };
  const color = { field: 'curve', type: 'nominal', title: null, sort: null, scale: { range: strong }, legend };
  if (!isLine)
    return { color: { ...color, legend: {} }, shape: { field: 'curve', type: 'nominal', title: null, sort: null } };
  return {
    color,
    strokeDash: { field: 'curve', type: 'nominal', title: null, sort: null, scale: { domain: curves, range: dashes } },
  };
}

/** What the curves have in common: the expression, or the property of several solutions. */
function yTitle(series: readonly string[]): string | null {
  if (series.length === 1) return series[0] ?? null;
  const properties = new Set(series.map((each) => /^\w+\.(\w+)$/u.exec(each)?.[1] ?? ''));
  const [only = ''] = properties;
  return properties.size === 1 && only !== '' ? only : null;
}

function isNumeric(points: readonly PlotPoint[]): boolean {
  return points.every(({ x }: { readonly x: Json }) => typeof x === 'number');
}

function curveName({ series, curve }: PlotPoint, isOneOfSeveral: boolean): string {
  const given = assignmentsText(curve);
  if (!isOneOfSeveral) return given === '' ? series : given;
  return given === '' ? series : `${series}, ${given}`;
}

/** Iterations that run over several powers of ten are told apart by those; whole numbers have whole ticks. */
function xScale(points: readonly PlotPoint[], against: string): VegaSpec {
  const values = points.flatMap(({ x }) => (typeof x === 'number' ? [x] : []));
  const range = rangeOf(values);
  if (against === 'iteration' && range && isWide(range))
    return { scale: { type: 'log', nice: false, padding: 6 }, axis: { values: powersOfTen(range) } };
  const whole = values.every(Number.isInteger) ? { axis: { tickMinStep: 1 } } : {};
  return { scale: { zero: false, nice: false, padding: 6 }, ...whole };
}

/** Numbers of very different size, such as a gap that falls, are told apart by their powers of ten only. Zero stays zero. */
function yScale(points: readonly PlotPoint[]): VegaSpec {
  const values = points.map(({ y }) => y);
  const range = rangeOf(values.filter((value) => value !== 0).map(Math.abs));
  if (!range || !isWide(range) || values.some((value) => value < 0)) return { scale: { zero: false, padding: 6 } };
  const ticks = powersOfTen(range);
  const axis = { labelExpr: powerLabel };
  if (!values.includes(0)) return { scale: { type: 'log', nice: false, padding: 6 }, axis: { ...axis, values: ticks } };
  const constant = 10 ** (Math.floor(Math.log10(range[0])) - 1);
  return { scale: { type: 'symlog', constant }, axis: { ...axis, values: [0, ...ticks] } };
}

/** `0.1`, `1e-3`: no plus signs, no long rows of zeros. */
const powerLabel =
  "datum.value == 0 || (datum.value >= 0.01 && datum.value <= 1000) ? format(datum.value, '~g') : replace(format(datum.value, '.0e'), '+', '')";

type Range = readonly [least: number, most: number];

function rangeOf(values: readonly number[]): Range | undefined {
  let range: Range | undefined;
  for (const value of values) range = range ? [Math.min(range[0], value), Math.max(range[1], value)] : [value, value];
  return range;
}

function isWide([least, most]: Range): boolean {
  return least > 0 && most / least >= 10 ** decades;
}

function powersOfTen([least, most]: Range): readonly number[] {
  const low = Math.floor(Math.log10(least));
  const high = Math.ceil(Math.log10(most));
  const step = Math.max(1, Math.ceil((high - low) / 12));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, at) => 10 ** (low + at * step));
}
