import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueText, playOf } from '../game/fixture.ts';
import { keyOf } from './key.ts';
import type { Play, Process } from './play.ts';

const commitments = `scenario C { players lead, f[1..2]
  for i in 1..2 { value[i] ~ uniform(1..2) f[i] sees value[i] f[i] reports value[i] as bid[i] }
  lead commits winner(bid) in 0..2
  for i in 1..2 { lead commits price[i](bid) in real f[i] gets (value[i] when winner == i) - price[i] }
  var total = 0
  for i in 1..2 { total = total + bid[i] }
  lead gets total }`;

const plays: readonly Play[] = [
  playOf(catalogueText('games/leduc.icsap')),
  playOf(catalogueText('games/goofspiel.icsap')),
  playOf(catalogueText('games/liars-dice.icsap'), { sides: 3, dice: 2 }),
  playOf(commitments),
];

/** All that can be told of a process from outside. */
function state(play: Play, process: Process): string {
  const { event, leaves, requirements, realised } = process;
  const utilities = play.payees.map((_, payee) => String(keyOf(process.utility(payee))));
  const options = event.options.map((option) => String(keyOf(option)));
  return JSON.stringify([
    event.kind,
    event.label,
    event.situation,
    options,
    utilities,
    realised,
    leaves.length,
    requirements.length,
    process.path(),
  ]);
}

test('going back restores the state exactly, as if the play had never gone on', () => {
  fc.assert(
    fc.property(
      fc.nat(plays.length - 1),
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      (which, first, second) => {
        const play = plays[which];
        if (play === undefined) return;
        const process = play.start();
        const path = advance(process, first);
        const before = state(play, process);
        const mark = process.mark();
        for (const moves of [second, first]) {
          advance(process, moves);
          process.undo(mark);
          expect(state(play, process)).toBe(before);
        }
        // What follows is the same as in a play that never went back.
        const fresh = play.start();
        for (const option of path) fresh.take(option);
        advance(process, second);
        advance(fresh, second);
        expect(state(play, process)).toBe(state(play, fresh));
      },
    ),
    { numRuns: 200 },
  );
});

/** Takes options by remainder, as far as the play goes. */
function advance(process: Process, choices: readonly number[]): readonly number[] {
  const taken: number[] = [];
  for (const choice of choices) {
    const { length } = process.event.options;
    if (length === 0) break;
    process.take(choice % length);
    taken.push(choice % length);
  }
  return taken;
}

test('nested marks come back in any order', () => {
  const play = playOf(catalogueText('games/goofspiel.icsap'));
  const process = play.start();
  const states: { readonly mark: number; readonly state: string }[] = [];
  while (process.event.options.length > 0) {
    states.push({ mark: process.mark(), state: state(play, process) });
    process.take(process.event.options.length - 1);
  }
  for (const { mark, state: before } of states.reverse()) {
    process.undo(mark);
    expect(state(play, process)).toBe(before);
    process.take(0);
  }
});

test('an option or mark that is not there is refused', () => {
  const process = playOf(catalogueText('games/kuhn.icsap')).start();
  expect(() => process.take(6)).toThrow(RangeError);
  expect(() => process.undo(0)).toThrow(RangeError);
});
