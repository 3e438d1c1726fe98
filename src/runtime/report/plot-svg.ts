import type { TopLevelSpec } from 'vega-lite';
import type { VegaSpec } from './picture/vega-config.ts';

/** Draws a Vega-Lite specification as SVG. The same specification gives the same bytes. Loads vega, which takes a moment. */
export async function plotSvg(spec: TopLevelSpec | VegaSpec): Promise<string> {
  const [{ compile }, { parse, resetSVGDefIds, View }] = await Promise.all([import('vega-lite'), import('vega')]);
  resetSVGDefIds();
  // Plain data: nothing in it is shared with what vega changes.
  const own: TopLevelSpec = JSON.parse(JSON.stringify(spec));
  const view = new View(parse(compile(own).spec), { renderer: 'none' });
  try {
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}
