import { render } from '../dsl/diagnostic.ts';
import { findScenarios } from '../runtime/project/scenarios.ts';
import { type CheckedFile, checkDocument, checkSummary, scenarioLines } from '../runtime/report/checked.ts';
import { diagnosticText } from '../runtime/report/diagnostic-text.ts';
import { jsonText } from '../runtime/report/json.ts';
import { sarif } from '../runtime/report/sarif.ts';
import { packageVersion } from '../runtime/version.ts';
import { type CheckHost, CheckHosts, type OpenHost } from './check-host.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { isForeign } from './is-foreign.ts';
import { hasErrors, loadScenario } from './scenario.ts';
import { sizeScenarios } from './sizes.ts';
import { expectedDiagnosticsFile } from './wrong-on-purpose.ts';

export interface CheckOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** What a check of some files needs besides, loaded by whoever calls. */
export interface CheckParts {
  readonly openHost: OpenHost;
  /** The check of a game of another program. */
  readonly gameCheck: () => Promise<(file: string, door: Door) => Promise<CheckedFile>>;
}

/**
 * `icsap check`: what is wrong with scenario files, and what class of problem and how large each scenario is. Solves nothing.
 * Files that are wrong on purpose are left out where they are not named themselves.
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  door: Door,
  parts: CheckParts,
): Promise<Exit> {
  const { files, problems } = findScenarios(paths, door.folder);
  const named = files.filter((each) => paths.includes(each) || !expectedDiagnosticsFile(each, door.folder));
  const checks = await prepared(named, parts, door);
  const checked: CheckedFile[] = [];
  const add = (result: CheckedFile): void => {
    checked.push(result);
    if (!options.json && !options.sarif) door.out(fileText(result, door));
  };
  for (const problem of problems)
    add({ file: problem.span.file, diagnostics: [render(problem)], sources: new Map(), scenarios: [] });
  for (const checkOne of checks) add(await checkOne());
  printAll(checked, options, door);
  return checked.some(({ diagnostics }) => hasErrors(diagnostics)) ? Exit.wrongInput : Exit.held;
}

/** How each file is checked: all that has to be loaded for that is, before anything is printed. */
async function prepared(files: readonly string[], parts: CheckParts, door: Door) {
  const hosts = new CheckHosts(parts.openHost);
  const checks: (() => Promise<CheckedFile>)[] = [];
  for (const file of files) {
    if (isForeign(file)) {
      const checkGame = await parts.gameCheck();
      checks.push(() => checkGame(file, door));
    } else {
      const host = await hosts.for(file, door.folder);
      checks.push(() => checkFile(file, host, door));
    }
  }
  return checks;
}

async function checkFile(file: string, host: CheckHost, door: Door): Promise<CheckedFile> {
  const { model, source, diagnostics, sources } = loadScenario(file, host.catalog, door);
  if (!model || !source) return { file, diagnostics, sources, scenarios: [] };
  const sizes = await sizeScenarios({ model, source, functions: host, set: {} });
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

function printAll(checked: readonly CheckedFile[], options: CheckOptions, door: Door): void {
  door.out(
    options.json || options.sarif ? documentText(checked, options) : `${checkSummary(checked, door.paint.out)}\n`,
  );
}

function documentText(checked: readonly CheckedFile[], options: CheckOptions): string {
  const document = checkDocument(checked);
  if (!options.sarif) return jsonText(document);
  const diagnostics = document.files.flatMap((file) => file.diagnostics);
  return jsonText(sarif(diagnostics, packageVersion()));
}
