import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { check } from '../../dsl/index.ts';
import { standardHost } from '../../standard-host.ts';
import type { Host } from '../host/index.ts';
import type { RunDocument } from './run.ts';
import { type CheckedScenario, runStudies, type StudyOptions } from './runner.ts';

/**
 * A solver for tests: plays uniformly, and adds up a random number in each iteration. `pause` lets other things happen between
 * two iterations, `dies` ends its thread, `breaks` throws.
 */
const walker = `
const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    iterations: { type: 'integer', minimum: 1, default: 5 },
    seed: { type: 'integer' },
    pause: { type: 'boolean', default: false },
    dies: { type: 'boolean', default: false },
    breaks: { type: 'boolean', default: false },
  },
};
const manifest = {
  id: 'test.walk', title: 'A random walk', solves: 'general-sum', needs: { players: 2 }, guarantees: 'heuristic', options,
  cites: [], status: 'known problems',
};
async function solve({ game }, { iterations, pause, dies, breaks }, run) {
  if (breaks) throw new Error('the walker stumbled');
  if (dies) process.exit(7);
  const { count, firstAction } = game.informationSets;
  const state = run.resumed ?? { iteration: 0, sum: 0 };
  while (state.iteration < iterations && !run.budget.exhausted()) {
    state.iteration += 1;
    state.sum += run.rng.child(state.iteration).next();
    run.progress({ iteration: state.iteration, milliseconds: 0, sum: state.sum });
    run.checkpoint({ ...state });
    if (pause) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const chances = new Float64Array(firstAction[count]);
  for (let set = 0; set < count; set++) {
    const n = firstAction[set + 1] - firstAction[set];
    chances.fill(1 / n, firstAction[set], firstAction[set + 1]);
  }
  const profile = { chances, money: new Float64Array(0) };
  const report = { iterations: state.iteration, sum: state.sum };
  return { status: 'budget', profile, alternatives: [profile], proof: undefined, explanation: [], report };
}
export default { manifest, load: (bind) => bind(Symbol.for('icsap/Solver')).toConstantValue({ solve }) };
`;

/** A folder with a configuration that adds the walker, for tests that run studies. */
export class Laboratory {
  readonly folder = mkdtempSync(join(tmpdir(), 'icsap-study-'));
  readonly config = join(this.folder, 'icsap.config.json');
  #host: Promise<Host> | undefined;

  constructor() {
    mkdirSync(join(this.folder, 'walk'));
    writeFileSync(join(this.folder, 'walk', 'index.js'), walker);
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(this.config, '{ "plugins": ["./walk"] }');
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  host(): Promise<Host> {
    this.#host ??= standardHost(this.config);
    return this.#host;
  }

  async scenario(text: string): Promise<CheckedScenario> {
    const { catalog } = await this.host();
    const source = { file: 'test.icsap', text, reads: [] };
    const { model, diagnostics } = check(text, {
      ...source,
      catalog,
      read: () => ({ refused: 'tests read no files' }),
    });
    if (!model) throw new DiagnosticError(diagnostics);
    return { model, source };
  }

  async run(text: string, options: StudyOptions = {}): Promise<RunDocument> {
    return runStudies(await this.scenario(text), await this.host(), options);
  }
}

/** The document without times, which alone may differ between equal runs. */
export function timeless(document: RunDocument): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === 'seconds' || key === 'milliseconds' ? undefined : value)),
  );
}
