import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { fileURLToPath } from 'node:url';

let offered = false;

/**
 * Lets plugins import `icsap` and `icsap/plugin` where nothing of that name is installed: a folder that `icsap plugin new`
 * made anywhere can be checked and used at once. What is installed beside the plugin goes first. Node before 22.15 has no
 * such hooks: there the package must be installed.
 */
export function offerOwnPackage(): void {
  if (offered || typeof modules.registerHooks !== 'function') return;
  offered = true;
  modules.registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'icsap' && specifier !== 'icsap/plugin') return next(specifier, context);
      try {
        return next(specifier, context);
      } catch (error) {
        const url = ownModule(specifier);
        if (url === undefined) throw error;
        return { url, shortCircuit: true };
      }
    },
  });
}

/** The built module; unbuilt, the source. */
function ownModule(specifier: 'icsap' | 'icsap/plugin'): string | undefined {
  const built = import.meta.resolve(specifier);
  const source = new URL(specifier === 'icsap' ? '../../index.ts' : '../../plugin.ts', import.meta.url);
  return [built, source.href].find((url) => existsSync(fileURLToPath(url)));
}
