import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where `X.diagnostics.json` stands beside `X.icsap`, the scenario is wrong on purpose: the path of what it must be told. */
export function expectedDiagnosticsFile(file: string, folder: string): string | undefined {
  const expected = resolve(folder, file.replace(/\.icsap$/, '.diagnostics.json'));
  return existsSync(expected) ? expected : undefined;
}
