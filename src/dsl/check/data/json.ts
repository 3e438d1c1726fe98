import type { DataContent } from '../../model.ts';
import type { ReadContent } from './read-content.ts';

/** A JSON document a line; empty lines are skipped. */
export function parseJsonLines(text: string): ReadContent {
  const content: DataContent[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const read = parseJson(line);
    if (!('content' in read)) return { ...read, line: index + 1 };
    content.push(read.content);
  }
  return { content };
}

/** A JSON document. Its decimals are floats. */
export function parseJson(text: string): ReadContent {
  try {
    const content: DataContent = JSON.parse(text);
    return { content };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { line: lineOf(reason, text), reason: reason.replace(/ \(line.*$/, '') };
  }
}

/** The line that the engine's message speaks of, if it does. */
function lineOf(reason: string, text: string): number | undefined {
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  return /end of JSON/i.test(reason) ? text.trimEnd().split('\n').length : undefined;
}
