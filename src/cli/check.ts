import { render } from '../dsl/diagnostic.ts';
import { findScenarios } from '../runtime/project/scenarios.ts';
import { type CheckedFile, checkDocument, checkSummary, scenarioLines } from '../runtime/report/checked.ts';
import { diagnosticText } from '../runtime/report/diagnostic-text.ts';
import { CheckHosts } from './check-host.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { hasErrors, loadScenario } from './scenario.ts';
import { expectedDiagnosticsFile } from './wrong-on-purpose.ts';

export interface CheckOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/**
 * `icsap check`: what is wrong with scenario files, and what class of problem and how large each scenario is. Solves nothing.
 * Files that are wrong on purpose are left out where they are not named themselves.
 */
export async function check(paths: readonly string[], options: CheckOptions, door: Door): Promise<Exit> {
  const { files, problems } = findScenarios(paths, door.folder);
  const hosts = new CheckHosts();
  const checked = problems.map((problem): CheckedFile => {
    return { file: problem.span.file, diagnostics: [render(problem)], sources: new Map(), scenarios: [] };
  });
  for (const file of files.filter((each) => paths.includes(each) || !expectedDiagnosticsFile(each, door.folder))) {
    const result = await checkFile(file, hosts, door);
    checked.push(result);
    if (!options.json && !options.sarif) door.out(fileText(result, door));
  }
  await printAll(checked, options, door);
  return checked.some(({ diagnostics }) => hasErrors(diagnostics)) ? Exit.wrongInput : Exit.held;
}

async function checkFile(file: string, hosts: CheckHosts, door: Door): Promise<CheckedFile> {
  const host = await hosts.for(file, door.folder);
  const { model, source, diagnostics, sources } = loadScenario(file, host.catalog, door);
  if (!model || !source) return { file, diagnostics, sources, scenarios: [] };
  const { sizeScenarios } = await import('./sizes.ts');
  const sizes = sizeScenarios({ model, source, functions: host, set: {} });
  return { file, sources, diagnostics: [...diagnostics, ...sizes.diagnostics.map(render)], scenarios: sizes.scenarios };
}

/** Diagnostics, then a block for each scenario. */
function fileText({ file, diagnostics, sources, scenarios }: CheckedFile, door: Door): string {
  const paint = door.paint.out;
  const blocks = diagnostics.map((each) => diagnosticText(each, sources, paint));
  const sized = scenarios.flatMap((each) => scenarioLines(each, paint)).map((line) => `  ${line}`);
  if (sized.length > 0) blocks.push([file, ...sized].join('\n'));
  return blocks.map((block) => `${block}\n\n`).join('');
}

async function printAll(checked: readonly CheckedFile[], options: CheckOptions, door: Door): Promise<void> {
  if (!options.json && !options.sarif) return door.out(`${checkSummary(checked, door.paint.out)}\n`);
  const { jsonText } = await import('../runtime/report/json.ts');
  const document = checkDocument(checked);
  if (!options.sarif) return door.out(jsonText(document));
  const { sarif } = await import('../runtime/report/sarif.ts');
  const { packageVersion } = await import('../runtime/version.ts');
  door.out(
    jsonText(
      sarif(
        document.files.flatMap(({ diagnostics }) => diagnostics),
        packageVersion(),
      ),
    ),
  );
}
