/** The command `icsap`. Node's cache of compiled code must be on before anything else is loaded. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { runKept } from './kept-code.ts';
import type { Quick } from './quick.ts';

/** The name of the script that checks quickly. The build makes one, and puts its name here. */
declare const QUICK_SCRIPT: string | undefined;

enableCompileCache?.();
const words = process.argv.slice(2);
const quick =
  words[0] === 'check' && typeof QUICK_SCRIPT === 'string'
    ? runKept<Quick>(join(import.meta.dirname, QUICK_SCRIPT))
    : undefined;
const exit = await quick?.exports.check?.(words);
if (exit === 0) quick?.keep();
process.exitCode = exit ?? (await (await import('./start.ts')).start(words));
