import { relative, resolve } from 'node:path';
import { checkPlugin as runKit } from '../runtime/conformance/check-plugin.ts';
import { newPlugin as writePlugin } from '../runtime/conformance/new-plugin.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';

/** `icsap plugin new`: the folder of a plugin that works, named by its id. */
export async function newPlugin(id: string, door: Door): Promise<Exit> {
  const made = writePlugin(id, resolve(door.folder, id));
  if ('problem' in made) {
    door.err(`error: ${made.problem}\n`);
    return Exit.wrongInput;
  }
  for (const file of made.files) door.out(`${relative(door.folder, file)}\n`);
  door.err(`Name it in icsap.config.json: { "plugins": ["./${id}"] }\nTry it: icsap plugin check ./${id}\n`);
  return Exit.held;
}

/** `icsap plugin check`: the conformance kit, a line for each property. */
export async function checkPlugin(folder: string, door: Door): Promise<Exit> {
  const checks = await runKit(resolve(door.folder, folder));
  const { green, red, dim } = door.paint.out;
  for (const { name, passed, detail } of checks) {
    const seen = detail === '' ? '' : passed ? dim(`  ${detail}`) : `: ${detail}`;
    door.out(`${passed ? green('✓') : red('✗')} ${name}${seen}\n`);
  }
  const failed = checks.filter(({ passed }) => !passed).length;
  door.out(`${failed === 0 ? green('The plugin conforms.') : red(`${failed} of ${checks.length} checks failed.`)}\n`);
  return failed === 0 ? Exit.held : Exit.failed;
}
