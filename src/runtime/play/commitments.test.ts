import { describe, expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { compile } from '../game/compile.ts';
import { catalogueText, playOf, setsByPlayer } from '../game/fixture.ts';
import { perfectRecall } from '../game/recall.ts';
import { add, compareNumbers, divide, multiply, Nonlinear, negate } from './numeric.ts';
import { Affine, Float, Terms } from './value.ts';

/** What happens along the play that always takes the given options. */
function course(text: string, options: readonly number[] = []): readonly string[] {
  const process = playOf(text).start();
  const events: string[] = [];
  while (process.event.kind !== 'end') {
    events.push(`${process.event.kind} ${process.event.label}`);
    process.take(options[events.length - 1] ?? 0);
  }
  return events;
}

describe('a finite rule', () => {
  test('is drawn when it is first used, before the line that uses it has any effect', () => {
    const text = `scenario S { players s, r
      s commits note(x) in { lo, hi }
      x ~ uniform(1..2)
      y ~ uniform(1..2)
      r sees y, note, x
      r chooses a in 1..2
      r gets a when note == hi
      s gets 1 }`;
    expect(course(text)).toEqual(['chance x', 'chance y', 'rule note', 'choice a']);
    const game = compile(playOf(text));
    const { informationSets } = game;
    const last = informationSets.describe(informationSets.count - 1);
    expect(last.knows.map(({ label }) => label)).toEqual(['y', 'note', 'x']);
  });

  test('is drawn once, and waits for the rules that it lists', () => {
    const text = `scenario S { players s, r
      x ~ uniform(1..2)
      s commits first(x) in { a, b }
      s commits second(first) in { c, d }
      r sees second
      r sees first, second
      r chooses z in 1..2
      r gets z
      s gets 1 }`;
    expect(course(text)).toEqual(['chance x', 'rule first', 'rule second', 'choice z']);
    const game = compile(playOf(text));
    const second = game.informationSets.describe(game.informationSets.ofSituation(1));
    expect(second.label).toBe('second');
    expect(second.knows.map(({ label, value }) => [label, value])).toEqual([['first', 'a']]);
    expect(second.earlier.map(({ label, value }) => [label, value])).toEqual([['first', 'a']]);
  });

  test('keeps the loop variables of its line', () => {
    const text = `scenario S { players s, r
      for i in 1..2 { x[i] ~ uniform({ 10 * i, 10 * i + 1 }) }
      for i in 1..2 { s commits note[i](x[i]) in { lo, hi } }
      r sees note[2], note[1]
      r chooses z in 1..2
      r gets z
      s gets 1 }`;
    expect(course(text)).toEqual(['chance x[1]', 'chance x[2]', 'rule note[2]', 'rule note[1]', 'choice z']);
    const game = compile(playOf(text));
    const rules = [...Array(game.informationSets.count).keys()]
      .map((set) => game.informationSets.describe(set))
      .filter(({ kind }) => kind === 'rule');
    expect(new Set(rules.map(({ label, knows }) => `${label} ${knows[0]?.label} ${knows[0]?.value}`))).toEqual(
      new Set(['note[2] x[2] 20', 'note[2] x[2] 21', 'note[1] x[1] 10', 'note[1] x[1] 11']),
    );
  });

  test('reads only its own slice of a family', () => {
    expect(course(catalogueSequential)).toEqual([
      'chance state[1]',
      'rule word[1]',
      'choice act[1]',
      'chance state[2]',
      'rule word[2]',
      'choice act[2]',
    ]);
  });
});

const catalogueSequential = `scenario B { players s, r
  for t in 1..2 {
    state[t] ~ uniform({ up, down })
    s commits word[t](state[t], word[1..t - 1]) in { buy, wait }
    r sees word[t]
    r chooses act[t] in { invest, hold }
    r gets 1 when (state[t] == up) == (act[t] == invest)
    s gets 1 when act[t] == invest
  } }`;

describe('a committed real', () => {
  const text = `scenario C { players p, a
    p commits wage(output) in real(0, 10)
    a chooses effort in { shirk, work }
    output ~ if effort == work then { 1: 0.8, 0: rest } else { 1: 0.3, 0: rest }
    let double = 2 * wage
    p gets 10 * output - double / 2
    a gets wage - (1 when effort == work) }`;

  test('enters the ends linearly, one cell for each value of its arguments', () => {
    const { commitments, play, ends, payees, exact } = compile(playOf(text));
    expect([payees, ends]).toEqual([['p', 'a'], 4]);
    expect([play.cells.count, play.cells.at(0).label, play.cells.at(0).min, play.cells.at(0).max]).toEqual([
      2,
      'wage',
      0,
      10,
    ]);
    expect(play.cells.at(0).arguments.map(({ label, value }) => [label, value])).toEqual([['output', 1]]);
    expect([...(commitments?.termStart ?? [])]).toEqual([0, 2, 4, 6, 8]);
    expect([...(commitments?.termCell ?? [])]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
    expect([...(commitments?.termPayee ?? [])]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(commitments?.termCoefficient).toEqual([-1, 1, -1, 1, -1, 1, -1, 1]);
    expect(Array.from({ length: 8 }, (_, at) => exact?.payoff.at(at))).toEqual([10, 0, 0, 0, 10, -1, 0, -1]);
  });

  test('is a plain number once a solution is known', () => {
    const play = playOf(text);
    const process = play.start((cell) => (cell === 0 ? new Float(2) : 0));
    process.take(1);
    process.take(0);
    expect([process.utility(0), process.utility(1)]).toEqual([new Float(8), new Float(1)]);
  });

  test('stands above its arguments as one of a family, and is another number for each of their values', () => {
    const game = compile(
      playOf(`scenario F { players p, a
        for i in 1..2 { p commits pay[i](x) in real }
        x ~ uniform(1..2)
        a gets sum(pay)
        p gets pay[1] - pay[1] }`),
    );
    expect(game.cells.count).toBe(4);
    expect([...(game.commitments?.termCell ?? [])]).toEqual([0, 1, 2, 3]);
  });

  test('may not be bent: what the checker cannot see is refused in the play', () => {
    const bent = new Affine(0, new Terms([0], [1]));
    expect(() => multiply(bent, bent)).toThrow(Nonlinear);
    expect(() => divide(1, bent)).toThrow(Nonlinear);
    expect(() => compareNumbers(bent, 1)).toThrow(Nonlinear);
    expect(add(multiply(bent, 3), negate(multiply(bent, 3)))).toBe(0);
  });
});

describe('participation', () => {
  const leaves = (text: string) =>
    compile(playOf(text)).commitments?.leaves.map(({ group, exPost }) => [group, exPost]);

  test('is one group where the player cannot tell plays apart, and ex post at the end', () => {
    const head = 'scenario L { players p, a p commits pay(x) in real x ~ uniform(1..2)';
    expect(leaves(`${head} a may leave for 0 a gets pay p gets -pay }`)).toEqual([
      [0, false],
      [0, false],
    ]);
    expect(leaves(`${head} a sees x a may leave for 0 a gets pay p gets -pay }`)).toEqual([
      [0, false],
      [1, false],
    ]);
    expect(leaves(`${head} a gets pay p gets -pay a may leave for 0 }`)).toEqual([
      [0, true],
      [1, true],
    ]);
  });
});

describe('requirements', () => {
  test('become constraints on committed reals, and forbid what no real can mend', () => {
    const text = `scenario R { players p, a
      x ~ uniform(1..2)
      p commits pay(x) in real
      p commits deal(x) in { no, yes }
      require pay >= (x when deal == yes) and pay <= 5
      require if x == 2 then deal == yes else true
      a chooses z in 1..2
      a gets pay * z
      p gets 1 when deal == yes }`;
    const requirements = compile(playOf(text)).commitments?.requirements ?? [];
    expect(requirements.map(({ relation, constant, terms }) => [relation, constant, [...terms]])).toEqual([
      ['>=', 0, [[0, 1]]],
      ['>=', 5, [[0, -1]]],
      ['>=', -1, [[0, 1]]],
      ['>=', 5, [[0, -1]]],
      ['>=', 0, [[1, 1]]],
      ['>=', 5, [[1, -1]]],
      ['never', 0, []],
      ['>=', -2, [[1, 1]]],
      ['>=', 5, [[1, -1]]],
    ]);
  });

  test('without commitments are assertions', () => {
    const [code, , witness] = complaint('scenario R { players a a chooses x in 1..3 require x < 3 a gets x }');
    expect([code, witness]).toEqual(['require/failed', 'in the play with a: x = 3']);
  });
});

describe('reports', () => {
  const auction = `scenario A(n = 2, k = 3) { players s, b[1..n]
    for i in 1..n { value[i] ~ uniform(1..k) b[i] sees value[i] b[i] reports value[i] as bid[i] }
    s commits winner(bid) in 0..n
    for i in 1..n { s commits price[i](bid) in real b[i] gets (value[i] when winner == i) - price[i] s gets price[i] }
    b[1] chooses last in 1..2
    b[1] gets last }`;

  test('claim what could have been drawn, and say which claim is true', () => {
    const { informationSets } = compile(playOf(auction));
    expect(informationSets.actions(0)).toEqual([1, 2, 3]);
    expect([...informationSets.truthful].filter((truth) => truth >= 0)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('may claim what is possible only in plays of others, also where a draw says something for sure', () => {
    const signal = (chances: string): string => `scenario S { players boss, worker
      state ~ uniform({ good, bad })
      signal ~ ${chances}
      worker sees signal
      worker reports signal as told
      boss commits project(told) in { go, stop }
      worker gets 1 when project == go
      boss gets (if state == good then 1 else -1) when project == go }`;
    const sure = compile(playOf(signal('if state == good then { high: 1 } else { low: 1, middle: 0 }')));
    const unsure = compile(
      playOf(signal('if state == good then { high: 0.9, low: 0.1 } else { low: 0.9, high: 0.1 }')),
    );
    for (const { informationSets } of [sure, unsure])
      expect([0, 1].map((set) => informationSets.actions(set))).toEqual([
        ['high', 'low'],
        ['high', 'low'],
      ]);
    expect([...sure.informationSets.truthful].slice(0, 2)).toEqual([0, 1]);
  });

  test('below a lie, others report the truth; all lies only where asked for', () => {
    const one = compile(playOf(auction));
    const all = compile(playOf(auction), { lies: 'all' });
    const claims = 3 * 3 * 3 * 3;
    const pairs = 3 * 3 * (3 + 2);
    expect([all.ends, one.ends]).toEqual([claims * 3 * 2, pairs * 3 * 2]);
    expect(setsByPlayer(one)).toEqual(setsByPlayer(all));
    expect(perfectRecall(one)).toEqual({ holds: true });
  });

  test('of what its author has not seen are refused, with both plays', () => {
    const [code, , witness] = complaint(auction.replace('b[i] sees value[i]', ''));
    expect([code, witness]).toEqual([
      'report/truth',
      'in the play with value[1] = 1, b[1]: bid[1] = 1, value[2] = 2; and in the play with value[1] = 1, b[1]: bid[1] = 1, value[2] = 1',
    ]);
  });
});

test('the catalogue has perfect recall', () => {
  for (const file of [
    'mechanisms/bundling.icsap',
    'mechanisms/tax-audit.icsap',
    'persuasion/few-words.icsap',
    'mixed/screening-and-effort.icsap',
  ]) {
    expect(perfectRecall(compile(playOf(catalogueText(file)))), file).toEqual({ holds: true });
  }
});

/** Code, message and witness of what is wrong. */
function complaint(text: string): readonly (string | undefined)[] {
  try {
    compile(playOf(text));
  } catch (error) {
    if (!(error instanceof DiagnosticError) || !error.diagnostics[0]) throw error;
    const { code, message, witness } = render(error.diagnostics[0]);
    return [code, message, witness];
  }
  throw new Error('nothing is wrong');
}
