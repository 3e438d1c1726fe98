import commitmentLp from './commitment.lp/index.ts';
import type { Plugin } from './contract/index.ts';

/** The plugins that come with icsap. A test compares the list with the folders on disk. */
export const plugins: readonly Plugin[] = [commitmentLp];
