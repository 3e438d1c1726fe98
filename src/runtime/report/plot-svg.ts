import type { TopLevelSpec } from 'vega-lite';

/** Draws a Vega-Lite specification as SVG. The same specification gives the same bytes. Loads vega, which takes a moment. */
export async function plotSvg(spec: TopLevelSpec): Promise<string> {
  const [{ compile }, { parse, resetSVGDefIds, View }] = await Promise.all([import('vega-lite'), import('vega')]);
  resetSVGDefIds();
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}
