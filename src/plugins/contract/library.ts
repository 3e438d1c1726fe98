import type { ServiceIdentifier } from 'inversify';
import type { Value } from '../../runtime/play/value.ts';

/**
 * Pure functions and distributions that a plugin adds to the language, by name. Their signatures stand in the manifest.
 * A distribution returns a Distribution value.
 */
export interface Library {
  readonly calls: ReadonlyMap<string, (...values: readonly Value[]) => Value>;
}

export const Library: ServiceIdentifier<Library> = Symbol.for('icsap/Library');
