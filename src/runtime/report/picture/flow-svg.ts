import { numberText } from '../../picture/number-text.ts';
import type { FlowPicture } from '../../picture/picture.ts';
import { colorAt, strong } from './palette.ts';
import { Sheet, shortened, textWidth } from './sheet.ts';

const barWidth = 14;
const barGap = 30;
const layerGap = 230;
const longest = 30;

/** A flow from left to right: heights are chances, colours the bars of the first layer, so a signal shows its posterior. */
export function flowSvg(picture: FlowPicture): string {
  const layout = new Layout(picture);
  const sheet = new Sheet();
  for (let layer = 0; layer + 1 < picture.layers.length; layer++) drawRibbons(sheet, layout, layer);
  for (const [layer, { title }] of picture.layers.entries()) drawLayer(sheet, layout, layer, title);
  const share = picture.layers.length > 1 ? ['Heights are chances. Beside a signal: its posteriors, by colour.'] : [];
  return sheet.svg(picture.title, [...share, ...picture.notes]);
}

/** A part of a bar: what of one first bar passes it. */
interface Part {
  readonly origin: number;
  readonly top: number;
  readonly chance: number;
}

interface Bar {
  readonly label: string;
  readonly top: number;
  readonly chance: number;
  readonly parts: readonly Part[];
}

class Layout {
  readonly picture: FlowPicture;
  /** Pixels of a chance of 1. */
  readonly scale: number;
  readonly left: number;
  readonly #bars: readonly (readonly Bar[])[];

  constructor(picture: FlowPicture) {
    this.picture = picture;
    const most = Math.max(...picture.layers.map(({ bars }) => bars.length));
    const height = Math.max(280, most * 46);
    this.scale = height - (most - 1) * barGap;
    this.#bars = picture.layers.map((_, layer) => this.#layer(layer, height));
    this.left = Math.max(60, ...this.bars(0).map(({ label, chance }) => textWidth(labelOf(label, chance), 12)));
  }

  bars(layer: number): readonly Bar[] {
    return this.#bars[layer] ?? [];
  }

  x(layer: number): number {
    return this.left + 8 + layer * layerGap;
  }

  #layer(layer: number, height: number): readonly Bar[] {
    const labels = this.picture.layers[layer]?.bars ?? [];
    let top = (height - this.scale - (labels.length - 1) * barGap) / 2 + 34;
    return labels.map((label, bar) => {
      const origins = new Map<number, number>();
      for (const { through, chance } of this.picture.paths)
        if (through[layer] === bar) origins.set(through[0] ?? 0, (origins.get(through[0] ?? 0) ?? 0) + chance);
      let at = top;
      const parts = [...origins]
        .sort(([a], [b]) => a - b)
        .map(([origin, chance]): Part => {
          const part = { origin, top: at, chance };
          at += chance * this.scale;
          return part;
        });
      const chance = parts.reduce((sum, part) => sum + part.chance, 0);
      const found = { label, top, chance, parts };
      top = at + barGap;
      return found;
    });
  }
}

function drawLayer(sheet: Sheet, layout: Layout, layer: number, title: string): void {
  const x = layout.x(layer);
  const isFirst = layer === 0;
  const isLast = layer === layout.picture.layers.length - 1;
  const anchor = isFirst ? 'end' : isLast ? 'start' : 'middle';
  const titleAt = isFirst ? x + barWidth : isLast ? x : x + barWidth / 2;
  sheet.text(titleAt, 0, shortened(title, 34), { bold: true, anchor });
  for (const { label, top, chance, parts } of layout.bars(layer)) {
    for (const part of parts)
      sheet.rect(x, part.top, barWidth, Math.max(part.chance * layout.scale, 0.5), colorAt(strong, part.origin));
    const middle = top + (chance * layout.scale) / 2 + 4;
    const text = labelOf(label, chance);
    if (isFirst) sheet.text(x - 6, middle, text, { anchor: 'end' });
    else if (isLast) sheet.text(x + barWidth + 6, middle, text);
    else sheet.text(x + barWidth / 2, top - 6, text, { anchor: 'middle', halo: true });
    if (!isFirst && !isLast && parts.length > 1) drawShares(sheet, layout, x, chance, parts);
  }
}

/** Beside a bar, the share of each first bar in it: the posterior. */
function drawShares(sheet: Sheet, layout: Layout, x: number, chance: number, parts: readonly Part[]): void {
  for (const part of parts) {
    const height = part.chance * layout.scale;
    if (height < 12) continue;
    const share = numberText(part.chance / chance);
    sheet.text(x - 5, part.top + height / 2 + 4, share, { size: 11, anchor: 'end', halo: true });
  }
}

function drawRibbons(sheet: Sheet, layout: Layout, layer: number): void {
  const used = new Map<string, number>();
  const take = (side: string, bar: number, origin: number, height: number): number => {
    const key = `${side} ${bar} ${origin}`;
    const at = used.get(key) ?? 0;
    used.set(key, at + height);
    return at;
  };
  const topOf = (at: number, bar: number, origin: number): number =>
    layout.bars(at)[bar]?.parts.find((part) => part.origin === origin)?.top ?? 0;
  for (const { origin, from, to, chance } of linksOf(layout.picture, layer)) {
    const height = chance * layout.scale;
    const left = topOf(layer, from, origin) + take('left', from, origin, height);
    const right = topOf(layer + 1, to, origin) + take('right', to, origin, height);
    const names = [layout.bars(layer)[from]?.label, layout.bars(layer + 1)[to]?.label];
    sheet.ribbon(
      { x: layout.x(layer) + barWidth, top: left, bottom: left + height },
      { x: layout.x(layer + 1), top: right, bottom: right + height },
      colorAt(strong, origin),
      `${names.join(' → ')}: ${numberText(chance)}`,
    );
  }
}

interface Link {
  readonly origin: number;
  readonly from: number;
  readonly to: number;
  readonly chance: number;
}

/** What flows between two layers, by first bar, from the top. */
function linksOf({ paths }: FlowPicture, layer: number): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { through, chance } of paths) {
    const [origin = 0, from = 0, to = 0] = [through[0], through[layer], through[layer + 1]];
    const key = `${origin} ${from} ${to}`;
    links.set(key, { origin, from, to, chance: (links.get(key)?.chance ?? 0) + chance });
  }
  return [...links.values()].sort((a, b) => a.origin - b.origin || a.from - b.from || a.to - b.to);
}

function labelOf(label: string, chance: number): string {
  return `${shortened(label, longest)} (${numberText(chance)})`;
}
