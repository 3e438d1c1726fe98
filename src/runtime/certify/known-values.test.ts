import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { certifyEquilibrium } from './equilibrium.ts';
import { gameOf, profileOf } from './fixture.ts';

const games = join(import.meta.dirname, '../../../scenarios/games');

/** NashConv of uniform play, as OpenSpiel computes it. */
test.each([
  ['kuhn', {}, 11 / 12],
  ['leduc', {}, 4.747222],
  ['liars-dice', { sides: 3 }, 1.111111],
  ['liars-dice', { sides: 4 }, 1.310119],
])('NashConv of uniform play in %s %o', (name, parameters, expected) => {
  const game = gameOf(readFileSync(join(games, `${name}.icsap`), 'utf8'), parameters);
  const certificate = certifyEquilibrium(
    game,
    profileOf(game, () => undefined),
    1e8,
  );
  expect(certificate.kind).toBe('exact');
  expect(certificate.gap).toBeCloseTo(expected, 6);
});
