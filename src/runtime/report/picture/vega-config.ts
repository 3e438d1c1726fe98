import { font } from './sheet.ts';

/** A Vega-Lite specification as plain data. */
export type VegaSpec = Readonly<Record<string, unknown>>;

/** How all plots look. */
export const vegaConfig: VegaSpec = {
  font,
  view: { stroke: null },
  axis: {
    gridOpacity: 0.4,
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 160,
  },
  legend: { labelFontSize: 11, labelLimit: 300, titleFontWeight: 'normal' },
  header: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 260 },
};

/** A title with the notes under it. */
export function vegaTitle(title: string, notes: readonly string[]): VegaSpec {
  return { text: title, subtitle: notes, anchor: 'start', fontSize: 14, subtitleFontSize: 11, offset: 14 };
}
