import type { Picture } from '../../picture/picture.ts';
import { bindingSvg } from './binding-svg.ts';
import { closureSpec } from './closure-spec.ts';
import { constraintsSvg } from './constraints-svg.ts';
import { contractSpec } from './contract-spec.ts';
import { flowSvg } from './flow-svg.ts';
import { heatmapSpec } from './heatmap-spec.ts';
import { matrixSvg } from './matrix-svg.ts';
import { menuSvg } from './menu-svg.ts';
import { simplexSvg } from './simplex-svg.ts';
import { treeSvg } from './tree-svg.ts';
import type { VegaSpec } from './vega-config.ts';

/** Draws a picture as SVG. The same picture gives the same bytes. Loads vega where it needs it. */
export async function pictureSvg(picture: Picture): Promise<string> {
  switch (picture.kind) {
    case 'flow':
      return flowSvg(picture);
    case 'menu':
      return menuSvg(picture);
    case 'binding':
      return bindingSvg(picture);
    case 'constraints':
      return constraintsSvg(picture);
    case 'matrix':
      return matrixSvg(picture);
    case 'closure':
      return picture.data.states.length === 3 ? simplexSvg(picture) : plotted(closureSpec(picture));
    case 'contract':
      return plotted(contractSpec(picture));
    case 'heatmap':
      return plotted(heatmapSpec(picture));
    case 'tree':
    case 'strategy':
      return treeSvg(picture);
  }
}

async function plotted(spec: VegaSpec): Promise<string> {
  const { plotSvg } = await import('../plot-svg.ts');
  return plotSvg(spec);
}
