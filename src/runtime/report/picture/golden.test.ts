import { expect, test } from 'vitest';
import { bonus, bundles, drawn, kuhn, pennies, prosecutor, vickrey, type Written } from '../../picture/fixture.ts';
import type { PictureKind } from '../../picture/picture.ts';
import { pictureSvg } from './picture-svg.ts';
import { pictureText } from './picture-text.ts';

const cases: readonly (readonly [PictureKind, Written])[] = [
  ['closure', prosecutor],
  ['flow', prosecutor],
  ['contract', bonus],
  ['menu', bundles],
  ['heatmap', { ...vickrey, parameters: { grid: 1 } }],
  ['constraints', bundles],
  ['matrix', pennies],
  ['tree', kuhn],
  ['strategy', bonus],
];

test.each(cases)('%s, as it was looked at', async (kind, written) => {
  const picture = drawn(kind, written);
  const svg = await pictureSvg(picture);
  await expect(svg).toMatchFileSnapshot(`golden/${kind}.svg`);
  expect(await pictureSvg(drawn(kind, written))).toBe(svg);
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

test.each(cases)('%s in a terminal', async (kind, written) => {
  const text = pictureText(drawn(kind, written)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/${kind}.txt`);
});
