import { extname, join, resolve } from 'node:path';
import type { PngPainter } from '../runtime/report/picture/png.ts';
import { writeText } from './write.ts';

/** Where the pictures of a run go: a folder, each as SVG, and as PNG beside it where there is a painter. */
export interface Easel {
  /** The folder of the command, and the one of `--out` as it was asked for. */
  readonly folder: string;
  readonly out: string;
  readonly painter: PngPainter | undefined;
}

/** Writes a picture, and returns its path as it was asked for. */
export function writeSvg({ folder, out, painter }: Easel, file: string, svg: string): string {
  const path = join(out, file);
  writeText(resolve(folder, path), path, svg);
  if (painter) {
    const png = `${path.slice(0, -extname(path).length)}.png`;
    writeText(resolve(folder, png), png, painter(svg));
  }
  return path;
}

/** The painter that a run asks for; or, in one line, why there is none. */
export async function painterFor(
  isWanted: boolean | undefined,
): Promise<PngPainter | undefined | { readonly missing: string }> {
  if (!isWanted) return undefined;
  return (await import('../runtime/report/picture/png.ts')).pngPainter();
}
