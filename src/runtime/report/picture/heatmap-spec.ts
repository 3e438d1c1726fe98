import { numberText } from '../../picture/number-text.ts';
import type { HeatmapPicture, HeatPanel } from '../../picture/picture.ts';
import { ink } from './palette.ts';
import { type VegaSpec, vegaConfig, vegaTitle } from './vega-config.ts';

/** Up to this many values on an axis, every cell has its number. */
const mostLabelled = 12;

const inRow = 3;

/** A panel for each chance and each payment; darker is more, also in greyscale. */
export function heatmapSpec({ title, notes, x, y, panels }: HeatmapPicture): VegaSpec {
  const cell = Math.max(6, Math.min(44, Math.floor(300 / Math.max(x.values.length, y.values.length))));
  const isLabelled = Math.max(x.values.length, y.values.length) <= mostLabelled;
  const axis = { labelAngle: 0, labelOverlap: true, domain: false, ticks: false, grid: false };
  const views = panels.map((panel) => {
    const data = cellsOf(panel, x.values, y.values);
    const scale = scaleOf(panel);
    const place = {
      x: { field: 'x', type: 'nominal', sort: null, title: x.title, axis },
      y: { field: 'y', type: 'nominal', sort: [...y.values].reverse(), title: y.title, axis },
    };
    return {
      title: {
        text: panel.measure === 'chance' ? `chance that ${panel.title}` : panel.title,
        fontSize: 12,
        fontWeight: 'normal',
      },
      width: { step: cell },
      height: { step: cell },
      data: { values: data },
      encoding: place,
      layer: [
        {
          mark: { type: 'rect', stroke: 'white', strokeWidth: 0.5 },
          encoding: {
            color: {
              field: 'value',
              type: 'quantitative',
              scale,
              legend: { title: panel.measure, gradientLength: 120, tickCount: 4 },
            },
          },
        },
        ...(isLabelled
          ? [
              {
                mark: { type: 'text', fontSize: 10 },
                encoding: {
                  text: { field: 'text' },
                  color: inkOn(panel),
                },
              },
            ]
          : []),
      ],
    };
  });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: vegaTitle(title, notes),
    padding: 16,
    background: 'white',
    columns: inRow,
    spacing: 24,
    concat: views,
    resolve: { scale: { color: 'independent' } },
    config: vegaConfig,
  };
}

function rangeOf({ measure, values }: HeatPanel): readonly [number, number] {
  if (measure === 'chance') return [0, 1];
  const all = values.flat().filter((value) => value !== null);
  return [Math.min(0, ...all), Math.max(0, ...all)];
}

function scaleOf(panel: HeatPanel): object {
  const [low, high] = rangeOf(panel);
  if (panel.measure === 'chance') return { scheme: 'blues', domain: [0, 1] };
  if (low >= 0) return { scheme: 'oranges', domain: [0, high || 1] };
  const most = Math.max(-low, high);
  return { scheme: 'purpleorange', domain: [-most, most], reverse: true };
}

function cellsOf(panel: HeatPanel, x: readonly string[], y: readonly string[]): readonly object[] {
  return panel.values.flatMap((row, at) =>
    row.flatMap((value, column) =>
      value === null ? [] : [{ x: x[column], y: y[at], value, text: numberText(value) }],
    ),
  );
}

/** Numbers are white on the darker part of a scale. */
function inkOn(panel: HeatPanel): object {
  const [low, high] = rangeOf(panel);
  const most = Math.max(-low, high) || 1;
  return { condition: { test: `abs(datum.value) > ${0.6 * most}`, value: 'white' }, value: ink };
}
