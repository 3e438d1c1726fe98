import type { Plugin } from '../../plugins/contract/plugin.ts';
import { createHost, type Host, isSolver, services } from '../host/index.ts';
import { manifestFault } from '../host/manifest.ts';
import { refusal } from '../host/needs.ts';
import { accepted, type ConformanceCase, usualCases } from './cases.ts';
import { type ConformanceCheck, checkOf, givenAs, optionChecks, SOLVES, solvingChecks } from './checks.ts';
import { exporterChecks, importerChecks } from './formats.ts';
import { seatChecks } from './seats.ts';
import { certifyAnswer, problemOf } from './stages.ts';

/**
 * The conformance kit: everything that the contract asks of a plugin, tried on small problems of the classes that it takes
 * and on the cases given. No test runner is needed: it returns one check for each property and problem.
 */
export async function conforms(
  plugin: Plugin,
  cases: readonly ConformanceCase[] = [],
): Promise<readonly ConformanceCheck[]> {
  const fault = manifestFault(plugin);
  if ('problem' in fault) return [checkOf('the manifest is complete', fault.problem)];
  const checks = [checkOf('the manifest is complete', undefined)];
  const { manifest } = plugin;
  const host = createHost({ plugins: [plugin], services });
  const nowhere = { file: '', start: 0, end: 0 };
  if (!isSolver(manifest)) return [...checks, ...(await otherChecks(plugin, host))];
  const handle = host.solver(manifest.id, nowhere);
  checks.push(...optionChecks(handle, { ...manifest.options }));
  const given = cases.map((each) => ({ ...each, problem: problemOf(each.text), mayRefuse: false }));
  const usual = accepted(
    manifest,
    usualCases.map((each) => ({ ...each, problem: problemOf(each.text), mayRefuse: true })),
  );
  let taken = 0;
  for (const { name, problem, options: wanted = {}, mayRefuse } of [...given, ...usual]) {
    const refused = refusal(manifest, problem);
    if (refused.length > 0) {
      checks.push(checkOf(`${name}: it takes the problem`, refused.join('; ')));
      continue;
    }
    const options = handle.options(givenAs(wanted));
    const found = await solvingChecks({ handle, manifest, problem, options, certify: certifyAnswer, mayRefuse });
    if (found.some((check) => check.name === SOLVES)) taken++;
    checks.push(...found.map((check) => ({ ...check, name: `${name}: ${check.name}` })));
  }
  const none = 'no usual problem suits it: hand in cases';
  return taken > 0 ? checks : [...checks, checkOf('it takes a problem', none)];
}

/** What is asked of plugins that solve nothing. */
async function otherChecks({ manifest }: Plugin, host: Host): Promise<readonly ConformanceCheck[]> {
  const games = usualCases
    .map(({ name, text }) => ({ name, problem: problemOf(text) }))
    .filter(({ problem }) => problem.class !== 'commitment');
  if ('imports' in manifest)
    return manifest.imports.flatMap((ending) => {
      const importer = host.importer(ending);
      return importer ? importerChecks(importer, ending) : [];
    });
  if ('exports' in manifest)
    return manifest.exports.flatMap((ending) => {
      const exporter = host.exporter(ending);
      return exporter ? exporterChecks(exporter, ending, games) : [];
    });
  if (!('seats' in manifest)) return [];
  const handle = host.seat(manifest.id, { file: '', start: 0, end: 0 });
  const schema = { ...manifest.options };
  return [...optionChecks(handle, schema), ...(await seatChecks(handle, schema, games))];
}
