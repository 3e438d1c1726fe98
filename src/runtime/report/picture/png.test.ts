import { describe, expect, test } from 'vitest';
import { pngPainter } from './png.ts';
import { Sheet } from './sheet.ts';

const found = await pngPainter();
const painter = typeof found === 'function' ? found : undefined;

function sheetOf(text: string): string {
  const sheet = new Sheet();
  sheet.text(0, 0, text, { bold: true });
  sheet.rect(0, 10, 100, 30, '#0072b2');
  return sheet.svg('', []);
}

/** Width and height, which stand at the beginning of every PNG. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe.skipIf(!painter)('PNG', () => {
  const paint = (svg: string): Uint8Array => painter?.(svg) ?? new Uint8Array();

  test('has two dots for each unit, and the same bytes for the same picture', () => {
    const svg = sheetOf('wage');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const png = paint(svg);
    expect([...png.subarray(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)));
    expect(sizeOf(png)).toEqual([2 * Number(width), 2 * Number(height)]);
    expect(Buffer.from(paint(svg)).equals(png)).toBe(true);
  });

  test('has the text: each word looks its own way, marks of mathematics as well', () => {
    const pictures = ['wage', 'wags', '≤ 1', '≥ 1', 'λ → μ', 'λ → ν', '●', '○'].map((text) =>
      Buffer.from(paint(sheetOf(text))).toString('base64'),
    );
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test('of a picture that is very large is drawn less finely', () => {
    const [width, height] = sizeOf(
      paint('<svg xmlns="http://www.w3.org/2000/svg" width="12000" height="10000" viewBox="0 0 1 1"></svg>'),
    );
    expect(width * height).toBeLessThanOrEqual(61e6);
    expect(width / height).toBeCloseTo(1.2, 2);
  });
});

test('without its packages one line says how to get them', async () => {
  const without = await pngPainter(() => Promise.resolve({ reason: 'is not installed' }));
  expect(without).toEqual({
    missing:
      'PNG pictures need @resvg/resvg-js, which is not installed. Install both: `npm install @resvg/resvg-js dejavu-fonts-ttf`, or name a file that ends in .svg',
  });
});
