import type { DataContent } from '../../model.ts';

/** What a data file holds, or what is wrong with it and in which line, counted from 1. */
export type ReadContent =
  | { readonly content: DataContent }
  | { readonly line: number | undefined; readonly reason: string };
