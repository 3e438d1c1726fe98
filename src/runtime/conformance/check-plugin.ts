import { dirname, resolve } from 'node:path';
import { render } from '../../dsl/diagnostic.ts';
import { loadPlugin } from '../host/index.ts';
import { type ConformanceCheck, checkOf } from './checks.ts';
import { conforms } from './conforms.ts';

/** Loads the plugin in a folder as a configuration would, and tries it on all that the contract asks of it. */
export async function checkPlugin(folder: string): Promise<readonly ConformanceCheck[]> {
  const place = resolve(folder);
  const span = { file: place, start: 0, end: 0 };
  const loaded = await loadPlugin(
    `./${place.slice(dirname(place).length).replace(/^[\\/]/, '')}`,
    dirname(place),
    span,
  );
  if ('diagnostic' in loaded) return [checkOf('it loads', render(loaded.diagnostic).message)];
  return [checkOf('it loads', undefined), ...(await conforms(loaded.added.plugin))];
}
