import { expect, test } from 'vitest';
import {
  bonus,
  bundles,
  drawn,
  grades,
  kuhn,
  pennies,
  prosecutor,
  vickrey,
  type Written,
} from '../../picture/fixture.ts';
import type { PictureKind } from '../../picture/picture.ts';
import { pictureSvg } from './picture-svg.ts';
import { pictureText } from './picture-text.ts';

const cases: readonly (readonly [name: string, kind: PictureKind, written: Written])[] = [
  ['closure', 'closure', prosecutor],
  ['triangle', 'closure', grades],
  ['flow', 'flow', prosecutor],
  ['contract', 'contract', bonus],
  ['menu', 'menu', bundles],
  ['heatmap', 'heatmap', { ...vickrey, parameters: { grid: 1 } }],
  ['binding', 'binding', bundles],
  ['constraints', 'constraints', bundles],
  ['matrix', 'matrix', pennies],
  ['tree', 'tree', kuhn],
  ['strategy', 'strategy', bonus],
];

test.each(cases)('%s, as it was looked at', async (name, kind, written) => {
  const picture = drawn(kind, written);
  const svg = await pictureSvg(picture);
  await expect(svg).toMatchFileSnapshot(`golden/${name}.svg`);
  expect(await pictureSvg(drawn(kind, written))).toBe(svg);
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

test.each(cases)('%s in a terminal', async (name, kind, written) => {
  const text = pictureText(drawn(kind, written)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});
