import type { Picture } from '../runtime/picture/picture.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import type { Door } from './door.ts';
import type { Easel } from './easel.ts';

/** Writes what `--out` asks for beside the run itself: the pictures by their file, and what everybody does. */
export async function writeAnswers(
  document: RunDocument,
  drawn: ReadonlyMap<string, Picture>,
  easel: Easel,
  door: Door,
): Promise<void> {
  await (await import('./pictures.ts')).writeDrawn(drawn, easel);
  (await import('./strategies.ts')).writeStrategies(document, easel.out, door);
}
