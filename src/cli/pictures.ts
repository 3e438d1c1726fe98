import { join, resolve } from 'node:path';
import type { Picture } from '../runtime/picture/picture.ts';
import { jsonText } from '../runtime/report/json.ts';
import { pictureSvg } from '../runtime/report/picture/picture-svg.ts';
import { plotSpec } from '../runtime/report/plot-spec.ts';
import { plotSvg } from '../runtime/report/plot-svg.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import type { Door } from './door.ts';
import { type Easel, painterFor, writeSvg } from './easel.ts';
import { writeText } from './write.ts';

/**
 * Draws every plot of a run into the folder `plots`, as SVG and as the Vega-Lite specification that it was made from.
 * Returns the paths of the pictures, by `study/plot`: their positions in the document.
 */
export async function writePlots({ studies }: RunDocument, easel: Easel): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const [at, { name, plots }] of studies.entries()) {
    for (const [position, plot] of plots.entries()) {
      if (plot.points.length === 0) continue;
      const spec = plotSpec(plot);
      const base = join('plots', plots.length > 1 ? `${name}-${position + 1}` : name);
      const path = join(easel.out, `${base}.vl.json`);
      writeText(resolve(easel.folder, path), path, jsonText(spec));
      pictures.set(`${at}/${position}`, writeSvg(easel, `${base}.svg`, await plotSvg(spec)));
    }
  }
  return pictures;
}

/** Draws what was solved, by the names that the document gives the files, into the folder of the run. */
export async function writeDrawn(drawn: ReadonlyMap<string, Picture>, easel: Easel): Promise<void> {
  for (const [file, picture] of drawn) writeSvg(easel, file, await pictureSvg(picture));
}

/** Draws a picture into a file that ends in .svg or .png, and says what it leaves out. */
export async function writePicture(picture: Picture, out: string, door: Door): Promise<void> {
  const svg = await pictureSvg(picture);
  const painter = await painterFor(/\.png$/i.test(out));
  const content = typeof painter === 'function' ? painter(svg) : svg;
  writeText(resolve(door.folder, out), out, content);
  door.err([out, ...picture.notes, ''].join('\n'));
}
