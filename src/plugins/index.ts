import cfrDiscounted from './cfr.discounted/index.ts';
import cfrPlus from './cfr.plus/index.ts';
import cfrPredictive from './cfr.predictive/index.ts';
import cfrVanilla from './cfr.vanilla/index.ts';
import commitmentLp from './commitment.lp/index.ts';
import type { Plugin } from './contract/index.ts';
import mmd from './mmd/index.ts';
import zeroSumLp from './zerosum.lp/index.ts';

/** The plugins that come with icsap. A test compares the list with the folders on disk. */
export const plugins: readonly Plugin[] = [
  cfrDiscounted,
  cfrPlus,
  cfrPredictive,
  cfrVanilla,
  commitmentLp,
  mmd,
  zeroSumLp,
];
