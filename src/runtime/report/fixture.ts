import type {
  ExpectationRecord,
  RunDocument,
  RunRecord,
  SolutionRecord,
  StudyRecord,
  VerificationRecord,
} from '../study/run.ts';

const hash = '0'.repeat(64);

/** Records for tests of reports: complete, with what a test is about laid over. */
export function solution(over: Partial<SolutionRecord> = {}): SolutionRecord {
  return {
    solver: 'commitment.lp',
    options: {},
    status: 'exact',
    value: { prosecutor: 0.6, judge: 0.7 },
    gap: 0,
    certificate: { kind: 'exact', interval: undefined, bound: 0.6, witness: undefined, unproved: undefined },
    strategy: [],
    alternatives: [],
    metrics: [],
    explanation: [],
    report: {},
    seconds: 0.01,
    ...over,
  };
}

export function expectation(over: Partial<ExpectationRecord> = {}): ExpectationRecord {
  return {
    text: 'scheme.value(prosecutor) == 0.6',
    line: 19,
    passed: true,
    actual: 0.6,
    expected: 0.6,
    relation: '==',
    tolerance: 1e-9,
    error: undefined,
    ...over,
  };
}

export function verification(over: Partial<VerificationRecord> = {}): VerificationRecord {
  return {
    property: 'truthful',
    of: undefined,
    line: 21,
    holds: true,
    gap: 0,
    witness: undefined,
    error: undefined,
    ...over,
  };
}

export function record(over: Partial<RunRecord> = {}): RunRecord {
  return {
    id: hash,
    parameters: { prior: 0.3 },
    repeat: undefined,
    seed: hash,
    problem: {
      class: 'commitment',
      kinds: ['persuasion'],
      reason: 'prosecutor commits evidence, which nature informs',
      nodes: 15,
      ends: 8,
      informationSets: 4,
      sequences: 10,
    },
    solutions: { scheme: solution() },
    expectations: [expectation()],
    verifications: [],
    errors: [],
    ...over,
  };
}

export function study(over: Partial<StudyRecord> = {}): StudyRecord {
  return { name: 'Optimum', scenario: 'Prosecutor', seed: 0, runs: [record()], plots: [], errors: [], ...over };
}

export function document(...studies: readonly StudyRecord[]): RunDocument {
  return {
    format: 'icsap-run/1',
    scenario: { file: 'prosecutor.icsap', name: 'Prosecutor', hash },
    versions: { icsap: '0.1.0', node: '24.0.0' },
    seed: null,
    studies,
    interrupted: false,
  };
}
