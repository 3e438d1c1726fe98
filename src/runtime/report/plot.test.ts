import { expect, test } from 'vitest';
import type { PlotPoint } from '../study/run.ts';
import { plotSpec } from './plot-spec.ts';
import { plotSvg } from './plot-svg.ts';

function point(x: number | string, y: number, over: Partial<PlotPoint> = {}): PlotPoint {
  return { x, y, series: 'scheme.value(p)', curve: {}, run: '', ...over };
}

const line = { text: 'plot scheme.value(p) against prior', against: 'prior', points: [point(0.1, 0.2), point(0.5, 1)] };

test('one curve, with the names that the author wrote', () => {
  expect(plotSpec(line)).toMatchObject({
    title: { text: 'scheme.value(p) against prior' },
    mark: { type: 'line' },
    data: {
      values: [
        { x: 0.1, y: 0.2 },
        { x: 0.5, y: 1 },
      ],
    },
    encoding: { x: { title: 'prior', type: 'quantitative' }, y: { title: 'scheme.value(p)' } },
  });
  expect(plotSpec(line)).not.toHaveProperty('encoding.color');
});

test('a curve for each expression and each value of the names after `for`', () => {
  const points = [
    point(1, 1, { curve: { n: 2 } }),
    point(1, 2, { curve: { n: 3 } }),
    point(1, 3, { series: 'b', curve: { n: 2 } }),
  ];
  const { data } = plotSpec({ ...line, points });
  expect(data).toEqual({
    values: [
      { x: 1, y: 1, curve: 'scheme.value(p), n = 2' },
      { x: 1, y: 2, curve: 'scheme.value(p), n = 3' },
      { x: 1, y: 3, curve: 'b, n = 2' },
    ],
  });
});

test('symbols are points in their order', () => {
  const points = [point('low', 1), point('high', 2)];
  expect(plotSpec({ ...line, points })).toMatchObject({
    mark: { type: 'point' },
    encoding: { x: { type: 'nominal', sort: null } },
  });
});

test.each([
  ['a falling gap', [1, 1e-2, 1e-6], 'log'],
  ['a gap that reaches zero', [1, 1e-2, 1e-6, 0], 'symlog'],
  ['values of one size', [1, 2, 3], undefined],
  ['values on both sides of zero', [-1, 1e-6, 1], undefined],
  ['nothing but zero', [0, 0], undefined],
])('%s', (_, values, type) => {
  const spec = plotSpec({ ...line, points: values.map((y, x) => point(x, y)) });
  if (type === undefined) expect(spec).not.toHaveProperty('encoding.y.scale.type');
  else expect(spec).toHaveProperty('encoding.y.scale.type', type);
});

test.each([
  ['iterations over several powers of ten', 'iteration', [1, 10, 1000], 'log'],
  ['iterations from 0', 'iteration', [0, 10, 1000], undefined],
  ['a swept name', 'n', [1, 10, 1000], undefined],
])('%s', (_, against, xs, type) => {
  const spec = plotSpec({ ...line, against, points: xs.map((x) => point(x, 1)) });
  if (type === undefined) expect(spec).not.toHaveProperty('encoding.x.scale.type');
  else expect(spec).toHaveProperty('encoding.x.scale.type', type);
});

test('curves differ by more than colour', () => {
  const points = [1, 2].flatMap((n) => [point(1, n, { curve: { n } }), point(2, n, { curve: { n } })]);
  expect(plotSpec({ ...line, points })).toHaveProperty('encoding.strokeDash.scale.domain', ['n = 1', 'n = 2']);
});

test('the same plot is the same picture, byte for byte, whatever was drawn before', async () => {
  const first = await plotSvg(plotSpec(line));
  await plotSvg(plotSpec({ ...line, points: [point(0, 3), point(1, 4)] }));
  expect(await plotSvg(plotSpec(line))).toBe(first);
  expect(first).toMatch(/^<svg .*<\/svg>\n$/s);
  expect(first).toContain('scheme.value(p) against prior');
});
