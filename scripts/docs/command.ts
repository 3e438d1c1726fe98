import { run } from '../../src/cli/program.ts';
import { plain } from '../../src/runtime/report/paint.ts';

/** The help of every command, as `icsap help COMMAND` prints it. */
export async function commands(): Promise<string> {
  const overview = await help('--help');
  const sections = await Promise.all(namesIn(overview).map(async (name) => sectionOf(name, await help('help', name))));
  return [block(overview), ...sections].join('\n\n');
}

async function sectionOf(name: string, text: string): Promise<string> {
  const inner = namesIn(text);
  const parts = await Promise.all(inner.map(async (each) => block(await help(name, each, '--help'))));
  return [`## icsap ${name}`, block(text), ...parts].join('\n\n');
}

const block = (text: string): string => `\`\`\`text\n${text.trim()}\n\`\`\``;

/** The names in the list of commands of a help text, `help` itself left out. */
function namesIn(text: string): readonly string[] {
  const list = /^Commands:\n((?: .*\n)+)/m.exec(text)?.[1] ?? '';
  return [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

async function help(...words: readonly string[]): Promise<string> {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  await run(words, {
    folder: '/',
    out: write,
    err: write,
    paint: { out: plain, err: plain },
    live: false,
    columns: 100,
  });
  return text;
}
