import { describe, expect, test } from 'vitest';
import { defaultSolvers } from './defaults.ts';
import { poseProblem } from './pose.ts';

const matrix = (entries: string): string => `
scenario Matrix {
  players ana, bo
  ana chooses row in { top, bottom }
  bo chooses column in { left, right }
  ${entries}
}`;

const preference = (first: string, second: string): string => `
scenario Preference {
  players policy, rival
  let wins = { (a, a): 1/2, (a, b): 0.9, (b, a): 0.1, (b, b): 1/2 }
  policy chooses y in { a, b }
  rival chooses z in { a, b }
  policy gets ${first}
  rival gets ${second}
}`;

describe('games without commitment', () => {
  test('of constant sum are zero-sum, and keep the constant', () => {
    const problem = poseProblem(
      matrix('ana gets 3 when row == top\nbo gets 2 - (3 when row == top) + (0 when column == left)'),
    );
    expect(problem).toMatchObject({ class: 'zero-sum', constant: 2, simultaneous: true });
    expect(problem.recognition.reason).toBe('the utilities of `ana` and `bo` always add up to 2');
    expect(problem.recognition.ruledOut).toEqual(['not a preference game: the utilities add up to 2, not 1']);
    expect(defaultSolvers(problem)[0]).toBe('zerosum.lp');
  });

  test('of other sums are general-sum, with two plays that show it', () => {
    const problem = poseProblem(matrix('ana gets 1 when row == top\nbo gets 0.2 when column == right'));
    expect(problem.class).toBe('general-sum');
    expect(problem.recognition.ruledOut).toEqual([
      'not zero-sum: at row = top, column = right the utilities add up to 1.2, at row = top, column = left to 1',
    ]);
    expect(defaultSolvers(problem)).toEqual(['nash.support', 'nash.lemke', 'nash.logit']);
  });

  test('with the answers of two that know the same, exchangeable, are preference games', () => {
    const problem = poseProblem(preference('wins[y, z]', 'wins[z, y]'));
    expect(problem).toMatchObject({ class: 'preference', constant: 1, simultaneous: true });
    expect(defaultSolvers(problem)[0]).toBe('mpo');
  });

  test('are no preference games if exchanging the answers does not exchange the utilities', () => {
    const problem = poseProblem(preference('wins[y, z]', '1 - wins[y, z]').replace('(a, a): 1/2', '(a, a): 0.7'));
    expect(problem.class).toBe('zero-sum');
    expect(problem.recognition.ruledOut).toEqual([
      'not a preference game: exchanging the two answers does not exchange the utilities',
    ]);
  });

  test('are trees where somebody sees a move', () => {
    const problem = poseProblem(`
      scenario Tree {
        players ana, bo
        ana chooses first in { check, bet } openly
        bo chooses second in { check, bet }
        ana gets if first == second then 1 else -1
        bo gets if first == second then -1 else 1
      }`);
    expect(problem).toMatchObject({ class: 'zero-sum', constant: 0, simultaneous: false });
  });

  test('between teams are team-zero-sum', () => {
    const problem = poseProblem(`
      scenario Teams {
        team red = { opener, scorer }
        players keeper
        opener chooses side in { left, right }
        scorer chooses shot in { left, right }
        keeper chooses guard in { left, right }
        red gets 1 when side != guard and shot != guard
        keeper gets -1 when side != guard and shot != guard
      }`);
    expect(problem.class).toBe('team-zero-sum');
    expect(problem.recognition.ruledOut).toEqual(['not zero-sum between two players: `red` is a team']);
    expect(defaultSolvers(problem)).toEqual(['team.lp', 'psro.heterogeneous']);
  });

  test('between three are general-sum', () => {
    const problem = poseProblem(`
      scenario Three {
        players a, b, c
        for p in players { p chooses x[p] in { 0, 1 } }
        for p in players { p gets x[p] }
      }`);
    expect(problem.class).toBe('general-sum');
    expect(problem.recognition.reason).toBe('3 have utilities: `a`, `b` and `c`');
    expect(defaultSolvers(problem)).toEqual(['nash.logit']);
  });
});

describe('commitments', () => {
  const persuasion = `
    prosecutor commits evidence(guilt) in { weak, strong }
    judge sees evidence
    judge chooses verdict in { acquit, convict }`;
  const judge = (rules: string): string => `
    scenario Judge {
      players prosecutor, judge
      guilt ~ uniform({ yes, no })
      ${rules}
      judge gets 1 when (verdict == convict) == (guilt == yes)
      prosecutor gets 1 when verdict == convict
    }`;

  test('informed by nature are persuasion', () => {
    const problem = poseProblem(judge(persuasion));
    expect(problem).toMatchObject({ class: 'commitment', leader: 0, followers: [1] });
    expect(problem.recognition.kinds).toEqual(['persuasion']);
    expect(problem.recognition.reason).toBe(
      '`prosecutor` commits before play. persuasion: `evidence`, because it depends on what nature drew, and others choose',
    );
    expect(defaultSolvers(problem)).toEqual(['commitment.lp']);
  });

  test('on what a hidden choice brings about are contracts, together with others a mix', () => {
    const bribe =
      'prosecutor commits bribe(evidence, verdict) in real >= 0\n judge gets bribe\n prosecutor gets -bribe';
    expect(poseProblem(judge(`${persuasion}\n${bribe}`)).recognition.kinds).toEqual(['persuasion', 'contract']);
  });

  test('on an outcome that depends on a choice only through names in between are contracts', () => {
    const problem = poseProblem(`
      scenario Effort {
        players principal, agent
        principal commits wage(output) in real >= 0
        agent chooses effort in { shirk, work }
        let chance = if effort == work then 0.8 else 0.3
        output ~ { good: chance, bad: rest }
        principal gets (10 when output == good) - wage
        agent gets wage - (1 when effort == work)
      }`);
    expect(problem.recognition.kinds).toEqual(['contract']);
  });

  test('on reports are mechanisms, without arguments Stackelberg', () => {
    const problem = poseProblem(`
      scenario Price {
        players seller, buyer
        value ~ uniform({ 1, 2 })
        buyer sees value
        buyer reports value as bid
        seller commits sold(bid) in { yes, no }
        seller commits fee in real(0, 1)
        buyer gets (value when sold == yes) - fee
        seller gets fee
      }`);
    expect(problem.recognition.kinds).toEqual(['mechanism', 'stackelberg']);
  });
});
