import { visible } from '../width.ts';
import { faint, ink } from './palette.ts';

export interface TextStyle {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly color?: string;
  /** A white edge, for text above other marks. */
  readonly halo?: boolean;
}

/** The font of every picture. */
export const font = 'Helvetica, Arial, sans-serif';

const margin = 20;

/** An SVG picture that is put together mark by mark. The same marks give the same bytes. */
export class Sheet {
  readonly #marks: string[] = [];
  #right = 0;
  #bottom = 0;

  text(x: number, y: number, text: string, style: TextStyle = {}): void {
    const { size = 12, anchor = 'start', bold, underline, color = ink, halo } = style;
    const wide = textWidth(text, size) * (bold ? 1.06 : 1);
    this.#grow(anchor === 'start' ? x + wide : anchor === 'middle' ? x + wide / 2 : x, y + size * 0.3);
    const attributes = [
      `x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}"`,
      ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
      ...(bold ? ['font-weight="bold"'] : []),
      ...(underline ? ['text-decoration="underline"'] : []),
      ...(halo ? ['stroke="white" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'] : []),
    ];
    this.#marks.push(`<text ${attributes.join(' ')}>${escaped(visible(text))}</text>`);
  }

  rect(x: number, y: number, width: number, height: number, fill: string, stroke?: string, radius = 0): void {
    this.#grow(x + width, y + height);
    const edge = `${stroke === undefined ? '' : ` stroke="${stroke}"`}${radius === 0 ? '' : ` rx="${radius}"`}`;
    this.#marks.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${edge}/>`,
    );
  }

  line(from: readonly [number, number], to: readonly [number, number], color: string, width = 1, dashes = ''): void {
    const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
    const [x1, y1] = from.map(round);
    const [x2, y2] = to.map(round);
    this.#grow(Math.max(from[0], to[0]), Math.max(from[1], to[1]));
    this.#marks.push(
      `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${color}" stroke-width="${width}"${dashed}/>`,
    );
  }

  polygon(points: readonly (readonly [number, number])[], fill: string, stroke: string, dashes = ''): void {
    for (const [x, y] of points) this.#grow(x, y);
    const places = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
    this.#marks.push(`<polygon points="${places}" fill="${fill}" stroke="${stroke}"${dashed}/>`);
  }

  polyline(points: readonly (readonly [number, number])[], color: string, width: number): void {
    const places = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    this.#marks.push(
      `<polyline points="${places}" fill="none" stroke="${color}" stroke-width="${round(width)}" stroke-linejoin="round"/>`,
    );
  }

  circle(x: number, y: number, radius: number, fill: string, stroke: string): void {
    this.#grow(x + radius, y + radius);
    this.#marks.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="1.5"/>`,
    );
  }

  /** A straight arrow that ends `gap` before its aim. */
  arrow(from: readonly [number, number], to: readonly [number, number], color: string, width: number, gap = 0): void {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const head = 7 + width;
    const tip = [to[0] - ux * gap, to[1] - uy * gap] as const;
    const neck = [tip[0] - ux * head, tip[1] - uy * head] as const;
    const half = 3 + width / 2;
    this.line(from, neck, color, round(width));
    this.polygon(
      [tip, [neck[0] - uy * half, neck[1] + ux * half], [neck[0] + uy * half, neck[1] - ux * half]],
      color,
      color,
    );
  }

  /** A filled band between two heights at the left and two at the right, bent like an S. `told` appears under the pointer. */
  ribbon(left: Edge, right: Edge, fill: string, told: string): void {
    const middle = round((left.x + right.x) / 2);
    const [x1, x2] = [round(left.x), round(right.x)];
    const [a, b, c, d] = [left.top, right.top, right.bottom, left.bottom].map(round);
    this.#marks.push(
      `<path d="M${x1} ${a}C${middle} ${a} ${middle} ${b} ${x2} ${b}V${c}C${middle} ${c} ${middle} ${d} ${x1} ${d}Z" fill="${fill}" fill-opacity="0.45"><title>${escaped(visible(told))}</title></path>`,
    );
  }

  /** The picture, under its title and above its notes. */
  svg(title: string, notes: readonly string[]): string {
    for (const note of notes) this.text(0, this.#bottom + 18, note, { size: 11, color: faint });
    this.text(0, -24, title, { size: 14, bold: true });
    const width = Math.ceil(this.#right + 2 * margin);
    const height = Math.ceil(this.#bottom + 40 + 2 * margin);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-40 - margin} ${width} ${height}" font-family="${font}">`,
      `<title>${escaped(visible(title))}</title>`,
      `<rect x="${-margin}" y="${-40 - margin}" width="${width}" height="${height}" fill="white"/>`,
      ...this.#marks,
      '</svg>\n',
    ].join('\n');
  }

  #grow(right: number, bottom: number): void {
    this.#right = Math.max(this.#right, right);
    this.#bottom = Math.max(this.#bottom, bottom);
  }
}

export interface Edge {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** About how wide a text is in a sans-serif font, a little more rather than less. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

function emsOf(character: string): number {
  if (/[ijl.,:;|!']/.test(character)) return 0.28;
  if (/[ ftr()[\]\-"/]/.test(character)) return 0.36;
  if (/[mwMW@%…]/.test(character)) return 0.9;
  if (/[A-Z]/.test(character)) return 0.7;
  return (character.codePointAt(0) ?? 0) > 0x2e80 ? 1.05 : 0.57;
}

/** A label of at most so many characters: a longer one ends in `…`. */
export function shortened(label: string, most: number): string {
  const characters = [...label];
  return characters.length <= most ? label : `${characters.slice(0, most - 1).join('')}…`;
}

/** The same, where the end says most: `stated_condition… = rock`. */
export function shortenedInside(label: string, most: number): string {
  const characters = [...label];
  if (characters.length <= most) return label;
  const tail = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, most - 1 - tail).join('')}…${characters.slice(-tail).join('')}`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function round(number: number): number {
  return Math.round(number * 100) / 100 + 0;
}
