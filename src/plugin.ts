/**
 * What the author of a plugin imports: `icsap/plugin`. The contract itself is a few kilobytes of types and ids; the
 * conformance kit brings the runtime along when it is called, not before.
 */
import type { Plugin } from './plugins/contract/index.ts';
import type { ConformanceCase } from './runtime/conformance/cases.ts';
import type { ConformanceCheck } from './runtime/conformance/checks.ts';

export * from './plugins/contract/index.ts';
export type { ConformanceCase, ConformanceCheck };

/** Tries a plugin on all that the contract asks of it; see the conformance kit in the documentation. */
export async function conforms(
  plugin: Plugin,
  cases?: readonly ConformanceCase[],
): Promise<readonly ConformanceCheck[]> {
  const kit = await import('./runtime/conformance/conforms.ts');
  return kit.conforms(plugin, cases);
}
