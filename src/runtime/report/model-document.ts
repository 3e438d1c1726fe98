import type { Comment, FileSyntax, ItemSyntax } from '../../dsl/syntax.ts';
import { documentProblems } from '../schema.ts';

/** A scenario file as a tree, as JSON: `schemas/model.schema.json`. Spans are pairs of offsets in the one file. */
export interface ModelDocument {
  readonly format: 'icsap-model/1';
  readonly file: string;
  readonly span: readonly [number, number];
  readonly items: readonly object[];
  readonly comments: readonly object[];
  /** Where lines end, so that blank lines are kept when the tree is printed again. */
  readonly lineBreaks?: readonly number[];
}

/** What the author wrote, as data. */
export function modelDocument(syntax: FileSyntax, text: string): ModelDocument {
  const { file } = syntax.span;
  const { kind: _, ...parts } = JSON.parse(JSON.stringify(syntax, shortSpans));
  const lineBreaks = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  return { format: 'icsap-model/1', file, ...parts, lineBreaks };
}

function shortSpans(key: string, value: unknown): unknown {
  if (key !== 'span' || typeof value !== 'object' || value === null) return value;
  return 'start' in value && 'end' in value ? [value.start, value.end] : value;
}

/** `layout` is a text of the lines only: where `print` keeps blank lines. */
export type ReadModel =
  | { readonly syntax: FileSyntax; readonly layout: string | undefined }
  | { readonly problems: readonly string[] };

/** The tree of a model document, ready to be printed; else what is wrong with the document. */
export function readModel(document: unknown): ReadModel {
  const problems = documentProblems('model', document);
  if (problems.length > 0) return { problems };
  const text = JSON.stringify(document);
  const { file }: { readonly file: string } = JSON.parse(text);
  const { items, comments, span, lineBreaks }: Tree = JSON.parse(text, (key, value) => {
    return key === 'span' ? { file, start: value[0], end: value[1] } : value;
  });
  return { syntax: { kind: 'file', items, comments, span }, layout: lineBreaks && linesAt(lineBreaks) };
}

function linesAt(breaks: readonly number[]): string {
  return breaks.map((at, index) => `${' '.repeat(Math.max(0, at - (breaks[index - 1] ?? -1) - 1))}\n`).join('');
}

interface Tree {
  readonly lineBreaks?: readonly number[];
  readonly items: readonly ItemSyntax[];
  readonly comments: readonly Comment[];
  readonly span: FileSyntax['span'];
}
