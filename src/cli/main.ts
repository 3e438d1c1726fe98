/** The command `icsap`. Node's cache of compiled code must be on before anything else is loaded. */
import { enableCompileCache } from 'node:module';

enableCompileCache?.();
const { start } = await import('./start.ts');
process.exitCode = await start(process.argv.slice(2));
