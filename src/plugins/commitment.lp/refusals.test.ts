import { describe, expect, test } from 'vitest';
import { poseProblem } from '../../runtime/problem/pose.ts';
import { type CommitmentProblem, Refusal } from '../contract/index.ts';
import { findLabels } from './labels.ts';
import type { CommitmentOptions } from './options.ts';
import { plansOf } from './plans.ts';
import { refuse } from './refusals.ts';
import { indexTree, type Tree } from './tree.ts';

const usual: CommitmentOptions = {
  truthful: 'bayesian',
  ties: 'for',
  mediated: 'none',
  budget: 'none',
  quit: false,
  plans: 1,
};

function treeOf(text: string): Tree {
  const tree = indexTree(poseProblem(text) as CommitmentProblem);
  if (!tree) throw new Error('nobody commits');
  return tree;
}

function refusalOf(text: string, options: Partial<CommitmentOptions> = {}): Refusal | undefined {
  try {
    refuse(treeOf(text), { ...usual, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const judge = (rules: string): string => `
  scenario Judge {
    players sender, judge, clerk
    guilt ~ uniform({ guilty, innocent })
    sender commits evidence(guilt) in { a, b, c }
    ${rules}
  }`;
const verdict = `judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  sender gets 1 when verdict == convict`;

describe('labels', () => {
  const labelsOf = (text: string) => findLabels(treeOf(text)).map(({ name, values }) => [name, values]);
  const plans = (text: string): number => {
    const tree = treeOf(text);
    return [...plansOf(tree, findLabels(tree), 1000)].length;
  };

  test('are rules whose values can be exchanged without changing the game', () => {
    expect(labelsOf(judge(verdict))).toEqual([['evidence', 3]]);
    expect(plans(judge(verdict))).toBe(1);
  });

  test('with more values come first where a follower hears several, since they need fewer plans', () => {
    const two = judge(verdict).replace(
      'judge sees evidence',
      'sender commits aside in { hm, so }\n judge sees aside, evidence',
    );
    expect(plans(two)).toBe(1);
  });

  test('are no rules whose values matter to a utility', () => {
    expect(labelsOf(judge(`${verdict}\n judge gets 1/10 when evidence == a`))).toEqual([]);
    expect(plans(judge(`${verdict}\n judge gets 1/10 when evidence == a`))).toBe(8);
  });

  test('may be arguments of other rules', () => {
    const paid = `${verdict}\n sender commits pay(evidence, verdict) in real >= 0\n judge gets pay\n sender gets -pay`;
    expect(labelsOf(judge(paid))).toEqual([['evidence', 3]]);
  });

  test('that are fewer than ways to go on give a plan for each choice of ways', () => {
    const guess = verdict.replace('{ acquit, convict }', '{ acquit, convict, retry, appeal, dismiss }');
    expect(plans(judge(guess))).toBe(10);
  });
});

describe('refused', () => {
  test('is a leader that also chooses', () => {
    const refusal = refusalOf(
      judge(`${verdict}\n for p in [sender] { p chooses tone in { loud, soft } }\n judge gets 1 when tone == soft`),
    );
    expect(refusal?.reasons).toEqual(['`sender` commits, and also chooses `tone`']);
    expect(refusal?.help).toEqual(['Let `sender` commit `tone` too, or give that move to another player.']);
  });

  test('are followers of whom one sees what the other chose', () => {
    const seen = `${verdict.replace('{ acquit, convict }', '{ acquit, convict } openly')}
      clerk chooses note in { file, burn }
      clerk gets 1 when (note == file) == (verdict == convict)`;
    expect(refusalOf(judge(seen))?.reasons[0]).toBe(
      '`clerk` sees `verdict`, which `judge` chooses, before `note`: followers who act one after another need a rule of several stages',
    );
  });

  test('are followers of whom one sees what follows from the choice of the other', () => {
    const noisy = `${verdict}
      let chance = if verdict == convict then 0.9 else 0.2
      rumour ~ { loud: chance, soft: rest }
      clerk sees rumour
      clerk chooses note in { file, burn }
      clerk gets 1 when (note == file) == (verdict == convict)`;
    expect(refusalOf(judge(noisy))?.reasons[0]).toContain(
      'what `clerk` knows at `note` depends on `verdict`, which `judge` chooses',
    );
  });

  test('are not followers who report one after the other, unheard, and then act', () => {
    const screened = `scenario Screened {
      players boss, left, right
      skill ~ uniform({ 1, 2 })
      left sees skill
      left reports skill as claim
      taste ~ uniform({ 1, 2 })
      right sees taste
      right reports taste as wish
      boss commits task(claim, wish) in { easy, hard }
      right chooses act in { rest, help }
      left gets skill when task == hard
      right gets taste when act == help
      boss gets (1 when task == hard) + (1 when act == help)
    }`;
    expect(refusalOf(screened)).toBeUndefined();
    const told = screened.replace('right chooses', 'right sees claim\n right chooses');
    expect(refusalOf(told)?.reasons[0]).toContain('depends on `claim`, which `left` reports');
  });

  test('are not followers who act at the same time', () => {
    const hidden = `${verdict}
      clerk sees evidence
      clerk chooses note in { file, burn }
      clerk gets 1 when (note == file) == (verdict == convict)`;
    expect(refusalOf(judge(hidden))).toBeUndefined();
  });
});
