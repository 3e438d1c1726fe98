import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, emptyCatalog } from '../../src/dsl/index.ts';
import type { Dynamics, Plans } from '../../src/plugins/contract/index.ts';
import { certify } from '../../src/runtime/certify/index.ts';
import { compile } from '../../src/runtime/game/compile.ts';
import type { Game } from '../../src/runtime/game/game.ts';
import { FlatForm } from '../../src/runtime/kernels/form.ts';
import { DilatedMirrorDescent } from '../../src/runtime/kernels/mirror.ts';
import { CounterfactualRegret } from '../../src/runtime/kernels/regret.ts';
import { historyOf, TextbookCfr } from '../../src/runtime/kernels/textbook/fixture.ts';
import { instantiate } from '../../src/runtime/play/instantiate.ts';
import { recognise } from '../../src/runtime/problem/recognise.ts';

const folder = join(import.meta.dirname, '..', '..', 'scenarios', 'games');

/** A game of the catalogue with all that is measured on it. */
export interface Engine {
  readonly game: Game;
  readonly form: FlatForm;
  readonly textbook: () => TextbookCfr;
  /** Makes the sequence form anew. */
  readonly again: () => void;
  readonly certify: (plans: Plans) => number;
  readonly averageGap: (dynamics: Dynamics) => number;
  /** Memory of the form and of a run of CFR+. */
  readonly bytes: () => number;
}

export function engineOf(file: string, parameters: Readonly<Record<string, number>>): Engine {
  const text = readFileSync(join(folder, file), 'utf8');
  const read = () => ({ refused: 'the benchmark reads one file' });
  const { model } = check(text, { file, catalog: emptyCatalog, read });
  const [scenario] = model?.scenarios.values() ?? [];
  if (!scenario) throw new Error(`${file} has mistakes`);
  const game = compile(instantiate(scenario, new Map(Object.entries(parameters))));
  const form = new FlatForm(game);
  const problem = recognise(game);
  return {
    game,
    form,
    textbook: () => new TextbookCfr(historyOf(game), game.players.length, 'plus'),
    again: () => new FlatForm(game).reduced(),
    certify: (plans) => {
      const profile = { chances: form.chancesOf(plans), money: new Float64Array(0) };
      return certify(problem, { profile, proof: undefined }).gap;
    },
    averageGap: ({ form: own, average }) =>
      own.nashConv(average.map((sum) => sum.map((weight) => weight / (sum[0] ?? 1)))),
    bytes: () => bytesOf(form) + cfr({ form }).state.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

/** The entries are kept once for each player by rows, and once as they are; less where rows are the same. */
function bytesOf({ players, entries }: FlatForm): number {
  const entry = 4 * entries.last.length + 8 * entries.payoff.length + 2 * (4 + 8);
  const sequences = players.reduce((sum, each) => sum + each.sequences, 0);
  return entries.count * entry + sequences * (4 + 8 + 3 * 4);
}

export function cfr({ form }: Pick<Engine, 'form'>): CounterfactualRegret {
  const one = (): number => 1;
  return new CounterfactualRegret(form.reduced(), {
    floor: true,
    predict: false,
    positive: one,
    negative: one,
    weight: (t) => t,
  });
}

export function mirror({ form }: Pick<Engine, 'form'>): DilatedMirrorDescent {
  const temperature = form.smoothness / 5;
  const stepSize = temperature / form.smoothness ** 2;
  return new DilatedMirrorDescent(form.reduced(), {
    temperature: () => temperature,
    stepSize: () => stepSize,
    share: () => 0.01,
  });
}
