import { extname } from 'node:path';

/** Whether a file is not a scenario, by its ending. */
export function isForeign(file: string): boolean {
  return extname(file) !== '' && extname(file) !== '.icsap';
}
