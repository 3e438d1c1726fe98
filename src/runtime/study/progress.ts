import type { Metrics } from '../../plugins/contract/solution.ts';
import type { RunRecord } from './run.ts';

/** What a run tells while it goes on. Units are numbered from 0 in the order of the run document. */
export type ProgressEvent =
  | { readonly kind: 'began'; readonly units: number }
  | { readonly kind: 'unit-began'; readonly unit: number; readonly study: string }
  /** A solver's own account of an iteration. */
  | { readonly kind: 'metrics'; readonly unit: number; readonly solution: string; readonly metrics: Metrics }
  /** `resumed`: read from an earlier run of the same `--out` folder. */
  | { readonly kind: 'unit-ended'; readonly unit: number; readonly run: RunRecord; readonly resumed: boolean };

export type Progress = (event: ProgressEvent) => void;
