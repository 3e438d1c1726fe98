import type { Analysis } from './analysis.ts';

/**
 * The analysis of the grammar, made ahead of time: the build of the command puts it here, since to analyse takes longer than to
 * parse a small file. There is none in the sources, which chevrotain analyses when the first parser is made.
 */
export const prepared: Analysis | undefined = undefined;
