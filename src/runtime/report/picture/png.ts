import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Painting from '@resvg/resvg-js';

/** Draws an SVG picture as PNG. The same picture gives the same bytes, on any machine that has the font package. */
export type PngPainter = (svg: string) => Uint8Array;

/** Dots for each unit of the SVG: sharp on dense screens and on paper. */
const scale = 2;

/** Dots of one picture, at most; a larger one is drawn less finely. */
const mostDots = 60e6;

const painterPackage = '@resvg/resvg-js';
const fontPackage = 'dejavu-fonts-ttf';

/** Narrow enough for the widths that the pictures reckon with. */
const family = 'DejaVu Sans Condensed';
const fontFiles = ['ttf/DejaVuSansCondensed.ttf', 'ttf/DejaVuSansCondensed-Bold.ttf'];

/** Scripts that the font does not have: there the fonts of the machine help out. */
const foreign = /[\u0590-\u05ff\u0900-\u0dff\u0e00-\u10ff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\u{1f000}-\u{3ffff}]/u;

/** The painter; or one line that says what is missing, and how to get it. Loaded when it is first asked for. */
export async function pngPainter(load = loadPainter): Promise<PngPainter | { readonly missing: string }> {
  const found = await load();
  if ('reason' in found) return { missing: missing(`${painterPackage}, which ${found.reason}`) };
  const { Resvg } = found;
  const files = fontsOfPackage();
  const options = (svg: string) => ({
    font: {
      loadSystemFonts: files.length === 0 || foreign.test(svg),
      fontFiles: files,
      ...(files.length > 0 && { defaultFontFamily: family, sansSerifFamily: family }),
    },
  });
  if (files.length === 0 && !new Resvg(probe, options(probe)).getBBox())
    return { missing: missing(`a font: ${fontPackage} is not installed, and the machine has none`) };
  return (svg) => {
    const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    const zoom = Math.min(scale, Math.sqrt(mostDots / (Number(width ?? 1) * Number(height ?? 1))));
    return new Resvg(svg, { ...options(svg), fitTo: { mode: 'zoom', value: zoom } }).render().asPng();
  };
}

const probe = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">M</text></svg>';

function missing(what: string): string {
  return `PNG pictures need ${what}. Install both: \`npm install ${painterPackage} ${fontPackage}\`, or name a file that ends in .svg`;
}

async function loadPainter(): Promise<Pick<typeof Painting, 'Resvg'> | { readonly reason: string }> {
  try {
    return await import('@resvg/resvg-js');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    return { reason: isAbsent ? 'is not installed' : `does not run here (${firstLine(error)})` };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

/** The font comes from a package, so that text is drawn, and drawn alike, on machines without fonts. */
function fontsOfPackage(): string[] {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${fontPackage}/package.json`));
    return fontFiles.map((file) => join(folder, file));
  } catch {
    return [];
  }
}
