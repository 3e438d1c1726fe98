import type { CheckOptions } from './check.ts';

/** The words of a check that need no reader of options. */
export interface PlainCheck {
  readonly paths: readonly string[];
  readonly options: CheckOptions;
}

/** `icsap check FILES`, perhaps with the options that editors and CI use. Everything else goes through the reader of options. */
export function plainCheck(words: readonly string[]): PlainCheck | undefined {
  const [command, ...others] = words;
  const paths = others.filter((word) => !word.startsWith('-'));
  const options = new Set(others.filter((word) => word.startsWith('-')));
  const isPlain =
    command === 'check' && paths.length > 0 && [...options].every((word) => /^--(json|sarif)$/.test(word));
  return isPlain ? { paths, options: { json: options.has('--json'), sarif: options.has('--sarif') } } : undefined;
}
