import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import type { Play } from '../play/play.ts';
import { compile, compileInSlices } from './compile.ts';
import { estimate } from './estimate.ts';
import { catalogueText, playOf } from './fixture.ts';
import { perfectRecall } from './recall.ts';
import { toArrays } from './transfer.ts';

const dice = catalogueText('games/liars-dice.icsap');

describe('a game that does not fit', () => {
  test('is refused with its estimated size', () => {
    const error = refusal(() => compile(playOf(dice, { sides: 10 }), { bytes: 1e6 }));
    expect(error.code).toBe('game/too-large');
    expect(error.message).toMatch(/^LiarsDice has about 210,000,000 histories \(\d.*\): the limit is 1 MB$/);
  });

  test('is refused exactly at the limit, too', () => {
    const play = playOf(catalogueText('games/kuhn.icsap'));
    expect(compile(play, { histories: 55 }).nodes).toBe(55);
    expect(refusal(() => compile(play, { histories: 54 })).message).toContain('the limit is 54');
  });

  test('is estimated closely', () => {
    expect(estimate(playOf(dice, { sides: 5 }))).toBeCloseTo(51_181, 6);
    const leduc = estimate(playOf(catalogueText('games/leduc.icsap')));
    expect(leduc / 9451).toBeGreaterThan(0.9);
    expect(leduc / 9451).toBeLessThan(1.1);
  });
});

test('an abort ends the enumeration with its reason', () => {
  const signal = AbortSignal.abort(new Error('enough'));
  expect(() => compile(playOf(dice, { sides: 6 }), { signal })).toThrow('enough');
});

test('progress is told', () => {
  const told: number[] = [];
  const { nodes } = compile(playOf(dice, { sides: 5 }), { progress: (histories) => told.push(histories) });
  expect(told.length).toBe(Math.floor(nodes / 2 ** 14));
});

test.each([
  ['a chooses x in real(0, 1)', 'a chooses x in an interval of `real`, which cannot be enumerated'],
  ['a chooses x in text', 'a chooses x in `text`, which cannot be enumerated'],
])('%s is refused by name', (line, message) => {
  expect(refusal(() => compile(playOf(`scenario S { players a ${line} a gets 1 when x == x }`))).message).toBe(message);
});

test('in slices it is the same game', async () => {
  const play = (): Play => playOf(dice, { sides: 5 });
  expect(toArrays(await compileInSlices(play()))).toEqual(toArrays(compile(play())));
});

test('in slices, what the thread is told meanwhile is heard: a tree of millions ends at the first pause', async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort(new Error('Ctrl-C')));
  await expect(compileInSlices(playOf(dice, { sides: 8 }), { signal: controller.signal })).rejects.toThrow('Ctrl-C');
});

test('what looks in can end it, also while the size is estimated', () => {
  for (const last of [1, 3, 20]) {
    let looks = 0;
    const look = (): void => {
      if (++looks >= last) throw new Error('out of time');
    };
    expect(() => compile(playOf(dice, { sides: 7 }), { look })).toThrow('out of time');
    expect(looks).toBe(last);
  }
});

test('exact numbers are kept in small trees, and where they are asked for', () => {
  const play = playOf('scenario S { players a x ~ { 1: 1/3, 2: rest } a chooses y in 1..2 a gets y / 3 }');
  expect(compile(play, { exact: false }).exact).toBeUndefined();
  const { exact, chance, payoff } = compile(play);
  expect(exact?.chance.length).toBe(chance.length);
  expect(exact?.payoff.length).toBe(payoff.length);
});

test('outcomes without a chance are left out', () => {
  const text = 'scenario S(p = 0) { players a x ~ { 1: p, 2: rest } a sees x a chooses y in 1..2 a gets x * y }';
  expect([compile(playOf(text)).nodes, compile(playOf(text, { p: 1 })).nodes]).toEqual([4, 4]);
});

test('the order of the players does not matter', () => {
  const text = catalogueText('games/leduc.icsap');
  const swapped = text.replace('players ana, bo', 'players bo, ana');
  const [one, other] = [compile(playOf(text)), compile(playOf(swapped))];
  expect(one.informationSets.firstAction).toEqual(other.informationSets.firstAction);
  const pairs = Array.from(one.payoff, (_, i) => other.payoff[i ^ 1] ?? 0);
  expect([...one.payoff]).toEqual(pairs);
});

test('forgetting is found in a game that was not made by a scenario', () => {
  const game = compile(playOf('scenario S { players a a chooses x in 1..2 a chooses y in 1..2 a gets x * y }'));
  const index = game.index.slice();
  const [, one = 0, two = 0] = index;
  index[2] = one;
  expect(two).not.toBe(one);
  expect(perfectRecall({ ...game, index })).toEqual({ holds: false, player: 0, set: one, nodes: [1, 2] });
});

test('memory is shared between threads', () => {
  const game = compile(playOf(catalogueText('games/kuhn.icsap')));
  for (const array of [game.parent, game.firstChild, game.payoff, game.informationSets.parentSequence]) {
    expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(toArrays(game));
  const received: unknown = receiveMessageOnPort(port2)?.message;
  port1.close();
  expect(received).toEqual(toArrays(game));
});

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics[0]) return render(error.diagnostics[0]);
    throw error;
  }
  throw new Error('nothing was refused');
}
