import { expect, test } from 'vitest';
import { record } from '../runtime/report/fixture.ts';
import { plain } from '../runtime/report/paint.ts';
import { progressLine } from './progress-line.ts';

function watched(live: boolean, columns = 80) {
  const lines: string[] = [];
  const door = {
    folder: '/',
    out: (): void => {
      throw new Error('progress is no data');
    },
    err: (text: string): void => void lines.push(text),
    paint: { out: plain, err: plain },
    live,
    columns,
  };
  return { lines, line: progressLine(door) };
}

test('on a terminal, one line is written over and taken away at last', () => {
  const { lines, line } = watched(true);
  line.progress({ kind: 'began', units: 19 });
  line.clear();
  expect(lines).toEqual(['\r\u001b[2K0 of 19 runs  ', '\r\u001b[2K']);
});

test('it never gets longer than the terminal is wide', () => {
  const { lines, line } = watched(true, 20);
  line.progress({ kind: 'unit-began', unit: 0, study: 'A_study_with_a_very_long_name' });
  expect(lines.map((each) => each.replace('\r\u001b[2K', '').length).every((length) => length < 20)).toBe(true);
});

test('elsewhere nothing is written', () => {
  const { lines, line } = watched(false);
  line.progress({ kind: 'began', units: 1 });
  line.progress({ kind: 'unit-ended', unit: 0, run: record(), resumed: false });
  line.clear();
  expect(lines).toEqual([]);
});
