import type { RunRecord, SeatRecord } from '../study/run.ts';
import { numberText } from './number-text.ts';
import type { Paint } from './paint.ts';

/** Digits of a hash that tell models apart at a glance. */
const DIGITS = 12;

/** Who sits in which seat, each once over all runs of a study; what it reports of itself, where there is one run. */
export function seatLines(runs: readonly RunRecord[], paint: Paint): readonly string[] {
  const isAlone = runs.length === 1;
  const lines = runs.flatMap(({ seats = [] }) => seats.map((seat) => seatLine(seat, isAlone, paint)));
  return [...new Set(lines)];
}

/** `judge is played by llm.choice: judge (1a2b3c4d5e6f) on cpu, questions 2`. */
function seatLine({ players, plugin, model, report }: SeatRecord, isAlone: boolean, paint: Paint): string {
  const asked = model ? [`${model.name} (${model.hash.slice(0, DIGITS)}) on ${model.device}`] : [];
  const told = Object.entries(report).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? numberText(value) : value}`,
  );
  const parts = [...asked, ...(isAlone ? told : [])];
  const verb = players.length === 1 ? 'is' : 'are';
  const more = parts.length > 0 ? `: ${parts.join(', ')}` : '';
  return paint.dim(`${players.join(', ')} ${verb} played by ${plugin}${more}`);
}
