import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem } from '../contract/index.ts';
import { impatient, opposed, solver, unlimited, usual } from './fixture.ts';

const against = { ...usual, ties: 'against' } as const;

describe('followers who break ties against the leader', () => {
  const problem = poseProblem(opposed) as CommitmentProblem;

  test('while time runs out no supremum is claimed, and no jump', async () => {
    const full = await solver.solve(problem, against, unlimited);
    expect(full.status).toBe('supremum');
    const most = Number(full.report['supremum']);
    const statuses = new Map<string, number>();
    for (let looks = 3; looks < 60; looks = Math.ceil(1.2 * looks)) {
      const solution = await solver.solve(problem, against, impatient(looks));
      const { status, profile, report, explanation } = solution;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 'supremum') {
        expect(report['supremum']).toBeCloseTo(most, 6);
        continue;
      }
      expect(status).toBe('budget');
      expect(report['supremum']).toBeUndefined();
      expect(explanation.join()).not.toContain('always indifferent');
      if (!profile) continue;
      expect(Number(report['value'])).toBeLessThanOrEqual(most + 1e-9);
      if (report['bound'] === undefined) continue;
      expect(Number(report['bound'])).toBeGreaterThanOrEqual(most - 1e-9);
      expect(certify(problem, solution).gap).toBeGreaterThanOrEqual(-1e-9);
    }
    expect(statuses.get('budget')).toBeGreaterThan(2);
  });
});
