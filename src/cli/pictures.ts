import { join, resolve } from 'node:path';
import { jsonText } from '../runtime/report/json.ts';
import { plotSpec } from '../runtime/report/plot-spec.ts';
import { plotSvg } from '../runtime/report/plot-svg.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import type { Door } from './door.ts';
import { writeText } from './write.ts';

/**
 * Draws every plot of a run into the folder `plots` of `out`, as SVG and as the Vega-Lite specification that it was made from.
 * Returns the paths of the pictures, by `study/plot`: their positions in the document.
 */
export async function writePlots(
  { studies }: RunDocument,
  out: string,
  { folder }: Pick<Door, 'folder'>,
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
