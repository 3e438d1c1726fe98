import type { Metrics } from '../plugins/contract/solution.ts';
import { numberText } from '../runtime/report/number-text.ts';
import { width } from '../runtime/report/width.ts';
import type { Progress } from '../runtime/study/progress.ts';
import type { Door } from './door.ts';

export interface ProgressLine {
  readonly progress: Progress;
  /** Takes the line away. */
  clear(): void;
}

/** At most this often, in milliseconds, the line is written anew. */
const pace = 80;

/** One line on the terminal that says how far a run is; nothing where there is no terminal. */
export function progressLine(door: Door, title = ''): ProgressLine {
  if (!door.live) return { progress: () => undefined, clear: () => undefined };
  let units = 0;
  let done = 0;
  let last = Number.NEGATIVE_INFINITY;
  let detail = '';
  const write = (text: string): void => {
    let line = text;
    while (width(line) >= door.columns) line = line.slice(0, -1);
    door.err(`\r\u001b[2K${line}`);
  };
  return {
    progress: (event) => {
      if (event.kind === 'began') units += event.units;
      if (event.kind === 'unit-ended') done += 1;
      if (event.kind === 'unit-began') detail = event.study;
      if (event.kind === 'metrics') {
        detail = `${event.solution}: ${metricsText(event.metrics)}`;
      }
      if (performance.now() - last < pace) return;
      last = performance.now();
      write(`${title}${done} of ${units} runs  ${detail}`);
    },
    clear: () => write(''),
  };
}

/** The gap, where one is measured; else what is counted: `12000 profiles`. */
function metricsText({ iteration, milliseconds: _, ...measured }: Metrics): string {
  const { gap } = measured;
  if (gap !== undefined) return `iteration ${iteration}, gap ${numberText(gap)}`;
  const [counted] = Object.entries(measured);
  return counted ? `${numberText(counted[1])} ${counted[0]}` : `iteration ${iteration}`;
}
