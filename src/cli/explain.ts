import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DiagnosticCode, diagnosticCodes, diagnosticEntries, emptyCatalog, nearest } from '../dsl/index.ts';
import { diagnosticText } from '../runtime/report/diagnostic-text.ts';
import { table } from '../runtime/report/table.ts';
import { wrap } from '../runtime/report/wrap.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { loadScenario } from './scenario.ts';

/** One file for each code, which gives it. In the package and in a clone this folder is two above the command's file. */
const examples = join(import.meta.dirname, '..', '..', 'scenarios', 'invalid');

/** `icsap explain`: what a code means and how to mend it, with an example; without a code, the list of all. */
export async function explain(code: string | undefined, door: Door): Promise<Exit> {
  if (code === undefined) {
    const rows = diagnosticCodes.toSorted().map((each) => [each, diagnosticEntries[each].title]);
    door.out(`${table([{ title: 'code' }, { title: 'is about' }], rows).join('\n')}\n`);
    return Exit.held;
  }
  if (!isCode(code)) {
    const meant = nearest(code, diagnosticCodes);
    const repair = meant === undefined ? '`icsap explain` lists them all' : `did you mean \`${meant}\`?`;
    door.err(`There is no code \`${code}\`: ${repair}\n`);
    return Exit.wrongInput;
  }
  door.out(`${[...head(code, door), ...example(code, door)].join('\n')}\n`);
  return Exit.held;
}

function isCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(diagnosticEntries, code);
}

function head(code: DiagnosticCode, door: Door): readonly string[] {
  const { title, severity, explanation } = diagnosticEntries[code];
  return [`${door.paint.out.bold(code)} (${severity}): ${title}`, '', ...wrap(explanation, 90)];
}

/** The example file, and what `check` says of it. */
function example(code: DiagnosticCode, door: Door): readonly string[] {
  const file = `${code.replace('/', '-')}.icsap`;
  const path = join(examples, file);
  if (!existsSync(path)) return [];
  const { diagnostics, sources } = loadScenario(file, emptyCatalog, { folder: examples });
  const about = diagnostics.filter((each) => each.code === code);
  return [
    '',
    'For example:',
    '',
    ...readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd()),
    '',
    ...about.slice(0, 1).map((each) => diagnosticText(each, sources, door.paint.out)),
  ];
}
