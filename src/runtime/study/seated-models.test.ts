import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../dsl/index.ts';
import type { LanguageModel, LanguageModels } from '../../plugins/contract/language-model.ts';
import { plugins } from '../../plugins/index.ts';
import { createHost, servicesWith } from '../host/index.ts';
import { documentProblems } from '../schema.ts';
import type { RunRecord } from './run.ts';
import { runStudies } from './runner.ts';

/** A judge that convicts with three quarters after the word for damning evidence, and with a quarter after the other. */
class WordyJudge implements LanguageModels {
  prompts: string[] = [];
  device: LanguageModel['device'] = 'cpu';

  async open(): Promise<LanguageModel> {
    const { device } = this;
    return {
      name: 'judge',
      hash: 'ab'.repeat(32),
      device,
      chat: () => undefined,
      choose: async (questions) => {
        this.prompts.push(...questions.map(({ prompt }) => prompt));
        return questions.map(({ prompt, options }) => {
          const chance = prompt.includes('incriminating') ? 0.75 : 0.25;
          const logProbabilities = options.map((text) => Math.log(text === ' convict' ? chance : 1 - chance));
          return { logProbabilities, tokens: options.map(() => 1) };
        });
      },
      // In three of four texts, by their seeds, the word that the evidence suggests.
      write: async (questions) =>
        questions.map(({ prompt, seed }) => {
          const text = prompt.includes('incriminating') === seed % 4 > 0 ? 'convict' : 'acquit';
          return { text, tokens: 1, ended: 'stop' };
        }),
    };
  }
}

const scenario = `scenario Prosecutor(prior = 0.3) {
  players prosecutor, judge
  guilt ~ { guilty: prior, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}
`;

const seated = `study Measured of Prosecutor {
  let tone = "Be just."
  seat judge with llm.choice {
    model: "judge",
    prompt: """{tone} {options}? Evidence: {evidence}. Guilty in {percent(prior)}. Verdict:"""
  }
  solve scheme
  expect scheme.chance(verdict == convict | evidence == incriminating) == 0.75
}`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-models-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function runText(studies: string, models: LanguageModels | undefined): Promise<readonly RunRecord[]> {
  const host = createHost({ plugins, services: servicesWith(models) });
  const source = { file: join(folder, 'court.icsap'), text: scenario + studies, reads: [] };
  const { model, diagnostics } = check(source.text, {
    ...source,
    catalog: host.catalog,
    read: () => ({ refused: '' }),
  });
  if (!model) throw new Error(JSON.stringify(diagnostics));
  const document = await runStudies({ model, source }, host);
  expect(documentProblems('run', JSON.parse(JSON.stringify(document)))).toEqual([]);
  return document.studies.flatMap(({ runs }) => runs);
}

describe('a language model in a seat', () => {
  test('is asked once for each information set, with what its player knows and everybody does', async () => {
    const judge = new WordyJudge();
    const [run] = await runText(seated, judge);
    expect(run?.errors).toEqual([]);
    const prompt = (seen: string) => `Be just. acquit, convict? Evidence: ${seen}. Guilty in 30%. Verdict:`;
    expect(judge.prompts.toSorted()).toEqual([prompt('exonerating'), prompt('incriminating')]);
    expect(run?.expectations.map(({ passed }) => passed)).toEqual([true]);
    // The best scheme always sends the evidence that convinces this judge more often.
    expect(run?.solutions['scheme']?.value?.['prosecutor']).toBeCloseTo(0.75, 9);
    expect(run?.seats?.[0]?.options).toMatchObject({
      model: 'judge',
      prompt: '"""{tone} {options}? Evidence: {evidence}. Guilty in {percent(prior)}. Verdict:"""',
      debias: 'none',
    });
    expect(run?.seats).toMatchObject([
      { players: ['judge'], plugin: 'llm.choice', model: { name: 'judge', hash: 'ab'.repeat(32), device: 'cpu' } },
    ]);
  });

  test('that writes makes every answer an estimate, with an interval that holds what it would be for its true chances', async () => {
    const written = seated
      .replace('llm.choice', 'llm.text')
      .replace('Verdict:"""', 'Verdict:""", samples: 400, temperature: 1')
      .replace(' == 0.75', ' == 0.75 +- 0.1');
    const fixed = written.replace('solve scheme', 'rule evidence(guilt) = incriminating solve outcome');
    const runs = [
      ...(await runText(written, new WordyJudge())),
      ...(await runText(fixed.replace(/expect.*/, ''), new WordyJudge())),
    ];
    for (const run of runs) {
      expect(run.errors).toEqual([]);
      const [{ certificate, gap, value, explanation } = {}] = Object.values(run.solutions);
      expect(certificate?.kind).toBe('estimated');
      const [low = Number.NaN, high = Number.NaN] = certificate?.interval ?? [];
      expect(low).toBeLessThanOrEqual(gap ?? Number.NaN);
      expect(high - (gap ?? 0)).toBeGreaterThan(0.1);
      expect(high - (gap ?? 0)).toBeLessThan(0.4);
      const margin = Number(/value\(prosecutor\) within (\S+),/.exec(explanation?.at(-1) ?? '')?.[1]);
      expect(margin).toBeLessThan(0.1);
      expect(Math.abs((value?.['prosecutor'] ?? Number.NaN) - 0.75)).toBeLessThan(margin);
    }
  });

  test('plays again from the records alone, the same to the last byte', async () => {
    const [measured] = await runText(seated, new WordyJudge());
    const [replayed] = await runText(seated, undefined);
    const timeless = (run: RunRecord | undefined) =>
      JSON.stringify(run, (key, value) => (key === 'seconds' ? 0 : value));
    expect(timeless(replayed)).toBe(timeless(measured));
    const again = new WordyJudge();
    await runText(seated, again);
    expect(again.prompts).toEqual([]);
  });

  test('makes another run of the study on another device, and records do not mix', async () => {
    const gpu = new WordyJudge();
    gpu.device = 'webgpu';
    const [onCpu] = await runText(seated, new WordyJudge());
    const [onGpu] = await runText(seated, gpu);
    expect(gpu.prompts).toHaveLength(2);
    expect(onGpu?.id).not.toBe(onCpu?.id);
    const [either] = await runText(seated, undefined);
    expect(either?.errors[0]?.message).toContain('several records of `judge` could be meant');
    const [chosen] = await runText(seated.replace('model: "judge",', 'model: "judge", device: webgpu,'), undefined);
    expect(chosen?.seats?.[0]?.model?.device).toBe('webgpu');
  });

  test('without a model says what is missing', async () => {
    const [none] = await runText(seated, undefined);
    expect(none?.errors[0]?.message).toContain('no answers of `judge` are recorded');
    await runText(seated, new WordyJudge());
    const [other] = await runText(seated.replace('Be just', 'Be swift'), undefined);
    expect(other?.errors[0]?.message).toContain('2 of 2 answers of `judge` on cpu are not recorded');
    expect(other?.errors[0]?.message).toContain('Be swift. acquit, convict? Evidence: ');
  });

  test('records that were changed by hand are found', async () => {
    await runText(seated, new WordyJudge());
    const file = join(folder, 'records', readdirSync(join(folder, 'records'))[0] ?? '');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('-0.28768207245178', '-0.18768207245178'));
    const [run] = await runText(seated, undefined);
    expect(run?.errors[0]?.message).toMatch(/line [23]: the record is damaged, or was changed by hand/);
  });
});

test('a seat for a player that only commits is refused', async () => {
  const [run] = await runText('study S of Prosecutor { seat prosecutor with bayes  solve scheme }', undefined);
  expect(run?.errors[0]?.message).toContain('`prosecutor` never chooses anything that no `rule` fixes');
});

test('nobody sits where somebody sits already, and what a rule fixes is not asked', async () => {
  const both = seated.replace(
    'solve scheme',
    'seat judge with llm.choice { model: "judge", prompt: "x" }  solve scheme',
  );
  const [run] = await runText(both, new WordyJudge());
  expect(run?.errors[0]?.message).toContain('somebody sits in the seat of `judge` already');
  const judge = new WordyJudge();
  const fixed = seated.replace('solve scheme', 'rule verdict(evidence) = convict  solve scheme');
  const [ruled] = await runText(fixed, judge);
  expect(ruled?.errors[0]?.message).toContain('`judge` never chooses anything that no `rule` fixes');
  expect(judge.prompts).toEqual([]);
});

test('an option that reads the play where its plugin wants one value is refused', async () => {
  const text = seated.replace('model: "judge",', 'model: "judge", temperature: 1 when evidence == exonerating,');
  const [run] = await runText(text, new WordyJudge());
  expect(run?.errors[0]?.message).toContain('its option `temperature` cannot depend on what the player has seen');
});
