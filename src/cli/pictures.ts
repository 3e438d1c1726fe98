import { join, resolve } from 'node:path';
import type { Picture } from '../runtime/picture/picture.ts';
import { jsonText } from '../runtime/report/json.ts';
import { pictureSvg } from '../runtime/report/picture/picture-svg.ts';
import { plotSpec } from '../runtime/report/plot-spec.ts';
import { plotSvg } from '../runtime/report/plot-svg.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import type { Door } from './door.ts';
import { writeText } from './write.ts';

type Place = Pick<Door, 'folder'>;

/**
 * Draws every plot of a run into the folder `plots` of `out`, as SVG and as the Vega-Lite specification that it was made from.
 * Returns the paths of the pictures, by `study/plot`: their positions in the document.
 */
export async function writePlots(
  { studies }: RunDocument,
  out: string,
  { folder }: Place,
): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const [at, { name, plots }] of studies.entries()) {
    for (const [position, plot] of plots.entries()) {
      if (plot.points.length === 0) continue;
      const spec = plotSpec(plot);
      const base = join(out, 'plots', plots.length > 1 ? `${name}-${position + 1}` : name);
      writeText(resolve(folder, `${base}.vl.json`), `${base}.vl.json`, jsonText(spec));
      writeText(resolve(folder, `${base}.svg`), `${base}.svg`, await plotSvg(spec));
      pictures.set(`${at}/${position}`, `${base}.svg`);
    }
  }
  return pictures;
}

/** Draws what was solved, by the names that the document gives the files, into the folder of the run. */
export async function writeDrawn(drawn: ReadonlyMap<string, Picture>, out: string, { folder }: Place): Promise<void> {
  for (const [file, picture] of drawn) {
    const path = join(out, file);
    writeText(resolve(folder, path), path, await pictureSvg(picture));
  }
}

/** Draws a picture into a file, and says what it leaves out. */
export async function writePicture(picture: Picture, out: string, door: Door): Promise<void> {
  writeText(resolve(door.folder, out), out, await pictureSvg(picture));
  door.err([out, ...picture.notes, ''].join('\n'));
}
