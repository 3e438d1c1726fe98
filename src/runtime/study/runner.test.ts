import { afterAll, describe, expect, test } from 'vitest';
import { documentProblems } from '../schema.ts';
import { Laboratory } from './fixture.ts';
import type { RunRecord } from './run.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

const pennies = `
scenario Pennies(stake = 1, n) {
  players even, odd
  even chooses left in { heads, tails }
  odd chooses right in { heads, tails }
  even gets if left == right then stake else -stake
  odd gets if left == right then -stake else stake
}
`;

const prosecutor = `
scenario Prosecutor(prior = 0.3) {
  players prosecutor, judge
  guilt ~ { guilty: prior, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}
`;

async function onlyRun(text: string, options = {}): Promise<RunRecord> {
  const { studies } = await laboratory.run(text, options);
  const [run, ...others] = studies.flatMap(({ runs }) => runs);
  if (!run || others.length > 0)
    throw new Error(JSON.stringify(studies.map(({ errors, runs }) => [errors, runs.length])));
  return run;
}

describe('a study from text to document', () => {
  test('solves, certifies and holds what is expected against what was found', async () => {
    const run = await onlyRun(`${prosecutor} study Optimum of Prosecutor {
      solve scheme
      expect scheme.value(prosecutor) == 0.6
      expect scheme.chance(verdict == convict | guilt == innocent) == 3/7
      expect scheme.mean(2 when verdict == convict) == 1.2
      expect scheme.status == exact and scheme.gap <= 1e-9
      expect sum(scheme.value(p) for p in players) == 1.3
      expect argmax(scheme.chance(evidence == e) for e in { exonerating, incriminating }) == incriminating
      expect scheme.value(judge) == 0.6
      verify obedient
    }`);
    expect(run.errors).toEqual([]);
    expect(run.parameters).toEqual({ prior: 0.3 });
    expect(run.problem).toMatchObject({ class: 'commitment', nodes: 15 });
    expect(run.solutions['scheme']).toMatchObject({ solver: 'commitment.lp', status: 'exact' });
    expect(run.expectations.map(({ passed }) => passed)).toEqual([true, true, true, true, true, true, false]);
    expect(run.expectations.at(-1)).toMatchObject({ actual: 0.7, expected: 0.6, tolerance: 1e-9, relation: '==' });
    expect(run.verifications).toMatchObject([{ property: 'obedient', of: 'scheme', holds: true }]);
  });

  test('the document is as its schema says', async () => {
    const document = await laboratory.run(`${prosecutor} study A of Prosecutor {
      sweep prior in { 0.2, 0.4 }
      repeat 2
      solve scheme
      solve other with nash.nowhere
      expect other.gap == 0
      expect scheme.gap == 0
      verify obedient
      plot scheme.value(judge) against prior
    }`);
    expect(documentProblems('run', JSON.parse(JSON.stringify(document)))).toEqual([]);
  });

  test('the strategy names rules, arguments and chances', async () => {
    const run = await onlyRun(`${prosecutor} study A of Prosecutor { solve scheme }`);
    const strategy = run.solutions['scheme']?.strategy ?? [];
    expect(strategy).toContainEqual({
      rule: 'evidence',
      arguments: { guilt: 'guilty' },
      chances: [['incriminating', 1]],
    });
    expect(strategy.filter((each) => 'choice' in each && each.player === 'judge')).toHaveLength(2);
  });

  test('names of the study are evaluated in its order', async () => {
    const run = await onlyRun(`${prosecutor} study A of Prosecutor {
      let half = 1/2
      solve scheme
      let both = scheme.value(prosecutor) + scheme.value(judge)
      expect both * half == 0.65
    }`);
    expect(run.errors).toEqual([]);
    expect(run.expectations.map(({ passed }) => passed)).toEqual([true]);
  });
});

describe('sweeps', () => {
  const study = (lines: string): string => `${pennies} study S of Pennies { ${lines}\n solve eq with test.walk }`;

  test('several make the product, the last fastest; repeats are innermost', async () => {
    const { studies } = await laboratory.run(study('sweep n in 1..2\n sweep stake in { 1/3, 5 }\n repeat 2'));
    const runs = studies[0]?.runs ?? [];
    expect(runs.map(({ parameters, repeat }) => [parameters['n'], parameters['stake'], repeat])).toEqual([
      [1, 1 / 3, 1],
      [1, 1 / 3, 2],
      [1, 5, 1],
      [1, 5, 2],
      [2, 1 / 3, 1],
      [2, 1 / 3, 2],
      [2, 5, 1],
      [2, 5, 2],
    ]);
    expect(new Set(runs.map(({ seed }) => seed)).size).toBe(8);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(8);
  });

  test('what is set from outside is not swept', async () => {
    const { studies } = await laboratory.run(study('sweep n in 1..3'), { parameters: { n: '7', stake: '1/4' } });
    expect(studies[0]?.runs.map(({ parameters }) => parameters)).toEqual([{ stake: 0.25, n: 7 }]);
  });

  test('a new name can be swept, and used in options', async () => {
    const text = `${pennies} study S of Pennies(n = 1) { sweep k in { 2, 4 }\n solve eq with test.walk { iterations: k } }`;
    const { studies } = await laboratory.run(text);
    const found = studies[0]?.runs.map(({ parameters, solutions }) => [
      parameters['k'],
      solutions['eq']?.report['iterations'],
    ]);
    expect(found).toEqual([
      [2, 2],
      [4, 4],
    ]);
  });

  test('plots collect their points over all runs', async () => {
    const text = `${pennies} study S of Pennies(n = 1) {
      sweep k in { 2, 3 }
      sweep stake in { 1, 2 }
      solve eq with test.walk { iterations: k }
      plot eq.value(even) + stake against stake for k
      plot eq.sum against iteration
      plot eq.chance(left == x) against x in { heads, tails }
    }`;
    const { studies } = await laboratory.run(text);
    const [swept, iterated, ranged] = studies[0]?.plots ?? [];
    expect(swept).toMatchObject({ against: 'stake', text: 'plot eq.value(even) + stake against stake for k' });
    expect(swept?.points.map(({ x, y, curve }) => [x, y, curve])).toEqual([
      [1, 1, { k: 2 }],
      [2, 2, { k: 2 }],
      [1, 1, { k: 3 }],
      [2, 2, { k: 3 }],
    ]);
    expect(iterated?.points.map(({ x }) => x)).toEqual([1, 2, 1, 2, 1, 2, 3, 1, 2, 3]);
    expect(ranged?.points.slice(0, 2).map(({ x, y }) => [x, y])).toEqual([
      ['heads', 0.5],
      ['tails', 0.5],
    ]);
  });

  test('plots against iteration take expressions of what solvers tell, where all of them tell it', async () => {
    const text = `${pennies} study S of Pennies(n = 1) {
      solve a with test.walk { iterations: 2, seed: 1 }
      solve b with test.walk { iterations: 3, seed: 2 }
      plot b.sum - a.sum, a.sum, b.sum against iteration
      plot a.sum / a.iterations against iteration
      plot a.value(even) against iteration
    }`;
    const { studies } = await laboratory.run(text);
    const [three, divided, flat] = studies[0]?.plots ?? [];
    const series = (name: string) => three?.points.filter((point) => point.series === name) ?? [];
    const [difference, first, second] = ['b.sum - a.sum', 'a.sum', 'b.sum'].map(series);
    expect(difference?.map(({ x }) => x)).toEqual([1, 2]);
    expect(second?.map(({ x }) => x)).toEqual([1, 2, 3]);
    expect(difference?.map(({ y }) => y)).toEqual([0, 1].map((i) => (second?.[i]?.y ?? 0) - (first?.[i]?.y ?? 0)));
    expect(divided?.points.map(({ y }) => y)).toEqual(first?.map(({ y }) => y / 2));
    expect(flat?.points).toEqual([]);
    expect(studies[0]?.runs[0]?.errors.map(({ code }) => code)).toEqual(['run/not-a-number']);
  });
});

describe('seeds', () => {
  const sums = async (text: string, options = {}): Promise<readonly unknown[]> => {
    const { studies } = await laboratory.run(text, options);
    return studies.flatMap(({ runs }) => runs.map(({ solutions }) => solutions['eq']?.report['sum']));
  };
  const study = (name: string, lines: string, options = ''): string =>
    `study ${name} of Pennies(n = 1) { ${lines}\n solve eq with test.walk ${options} }\n`;

  test('hang on study, parameters and repeat, not on what else is run', async () => {
    const both = `${pennies}${study('A', 'seed 3')}${study('B', 'seed 3\n repeat 2')}`;
    const all = await sums(both);
    expect(await sums(both, { studies: ['B'] })).toEqual(all.slice(1));
    expect(new Set(all).size).toBe(3);
  });

  test('from outside override `seed`, and an option `seed` overrides both', async () => {
    const plain = await sums(pennies + study('A', 'seed 3'));
    expect(await sums(pennies + study('A', 'seed 4'))).not.toEqual(plain);
    expect(await sums(pennies + study('A', 'seed 4'), { seed: 3 })).toEqual(plain);
    const own = await sums(pennies + study('A', 'repeat 2', '{ seed: 9 }'), { seed: 3 });
    expect(own[0]).toBe(own[1]);
    expect(await sums(pennies + study('B', 'seed 1', '{ seed: 9 }'))).toEqual([own[0]]);
  });
});

describe('what goes wrong', () => {
  test('stays where it is: other solves, expectations and runs go on', async () => {
    const run = await onlyRun(`${pennies} study A of Pennies(n = 1) {
      solve bad with test.walk { breaks: true }
      solve eq with test.walk
      expect bad.gap == 0
      expect eq.gap == 0
      expect eq.nonsense == 0
      expect eq.chance(left == heads | left != left) == 0
      expect eq[2].value(even) == 0
      expect eq[3].value(even) == 0
      expect len(eq) == 2
    }`);
    expect(run.errors).toMatchObject([
      { code: 'plugin/failed', message: '`test.walk` broke off: the walker stumbled' },
    ]);
    expect(run.expectations.map(({ passed, error }) => [passed, error?.code])).toEqual([
      [false, 'run/not-solved'],
      [true, undefined],
      [false, 'run/property'],
      [false, 'run/condition'],
      [true, undefined],
      [false, 'run/position'],
      [true, undefined],
    ]);
  });

  test('an infeasible answer fails its expectations, and has no value', async () => {
    const run = await onlyRun(`scenario Impossible {
      players principal, agent
      principal commits wage(output) in real(0, 1)
      agent may leave for 5
      agent chooses effort in { shirk, work }
      output ~ { success: 0.5, failure: rest }
      principal gets -wage
      agent gets wage - (1 when effort == work)
    }
    study A of Impossible {
      solve best
      expect best.value(principal) == 0
      expect best.status == infeasible
    }`);
    expect(run.solutions['best']).toMatchObject({ status: 'infeasible', value: null, gap: null });
    expect(run.expectations.map(({ passed, error }) => [passed, error?.code])).toEqual([
      [false, 'run/no-answer'],
      [true, undefined],
    ]);
  });

  test('a solver is refused with the clause and those that would accept', async () => {
    const run = await onlyRun(`${prosecutor} study A of Prosecutor { solve eq with test.walk }`);
    expect(run.errors).toMatchObject([
      {
        code: 'plugin/refuses',
        message: expect.stringMatching(/takes general-sum problems.*commitment/),
        repair: expect.stringMatching(/commitment\.lp/),
      },
    ]);
  });

  test('a solver or a seat that is not there is refused by name, with the nearest', async () => {
    const unknown = await onlyRun(`${pennies} study A of Pennies(n = 1) { solve eq with test.wlak }`);
    expect(unknown.errors).toMatchObject([{ code: 'plugin/not-installed', repair: 'did you mean `test.walk`?' }]);
    const seat = await onlyRun(`${pennies} study A of Pennies(n = 1) {
      seat odd with llm.chance { model: "./m" }
      solve eq with test.walk
    }`);
    expect(seat.errors).toMatchObject([{ code: 'plugin/not-installed', message: 'there is no seat `llm.chance`' }]);
    expect(seat.solutions).toEqual({});
  });

  test('wrong options are pointed at', async () => {
    const text = `${pennies} study A of Pennies(n = 1) { solve eq with test.walk { iteratons: 5 } }`;
    const run = await onlyRun(text);
    expect(run.errors).toMatchObject([{ code: 'plugin/option-unknown', repair: 'did you mean `iterations`?' }]);
    const [error] = run.errors;
    expect(text.slice(error?.span.start, error?.span.end)).toBe('iteratons');
  });

  test('studies and parameters that do not exist stop the run', async () => {
    const text = `${pennies} study A of Pennies(n = 1) { solve eq with test.walk }`;
    await expect(laboratory.run(text, { studies: ['B'] })).rejects.toThrow('there is no study `B` here');
    await expect(laboratory.run(text, { parameters: { stak: '1' } })).rejects.toThrow('no parameter `stak`');
    await expect(laboratory.run(text, { parameters: { stake: '{1' } })).rejects.toThrow('is not a value');
  });

  test('a seed or repeat that is no whole number stands in the study', async () => {
    const { studies } = await laboratory.run(
      `${pennies} study A of Pennies(n = 1) { repeat 1/2\n solve eq with test.walk }`,
    );
    expect(studies).toMatchObject([{ runs: [], errors: [{ code: 'run/whole-number' }] }]);
  });
});

describe('budgets', () => {
  test('end a solver, and its best answer so far comes back with its gap', async () => {
    const run = await onlyRun(
      `${pennies} study A of Pennies(n = 1) { solve eq with test.walk { iterations: 1000000000 } within 20 ms }`,
    );
    expect(run.solutions['eq']).toMatchObject({ status: 'budget', gap: 0 });
  });

  test('bind the compilation too', async () => {
    const run = await onlyRun(`scenario Large {
      players a, b
      for i in 1..17 { a chooses move[i] in { left, right } }
      b chooses reply in { left, right }
      a gets 1 when reply == left
      b gets -1 when reply == left
    }
    study A of Large { solve eq with test.walk within 1 ms }`);
    expect(run.errors).toMatchObject([{ code: 'run/out-of-time' }]);
    expect(run.solutions).toEqual({});
  });
});
