import { afterAll, describe, expect, test } from 'vitest';
import type { PictureKind } from '../picture/picture.ts';
import { Laboratory } from './fixture.ts';
import type { Progress } from './progress.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

const auction = (values: number, more = ''): string => `
scenario Auction {
  players seller, bidder[1..2]
  for i in 1..2 {
    value[i] ~ uniform(1..${values})
    bidder[i] sees value[i]
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 1..2
  for i in 1..2 {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}
study Fixed of Auction {
  ${more}
  rule winner(bid) = if bid[1] >= bid[2] then 1 else 2
  rule price[i](bid) = if winner == i then min(bid) else 0
  solve outcome
}`;

async function drawn(text: string, kind?: PictureKind) {
  const found: string[] = [];
  const refused: (string | undefined)[] = [];
  const document = await laboratory.run(text, {
    pictures: { kind },
    draw: (_, each) => {
      found.push(...each.pictures.map((picture) => picture.kind));
      refused.push(each.refused);
    },
  });
  return { found, refused, run: document.studies[0]?.runs[0] };
}

describe('rules that are audited without a tree', () => {
  test('have pictures: with their constraints where there are few lies, else of the honest plays', async () => {
    const few = await drawn(auction(15));
    expect(few.run?.problem?.reason).toContain('without a tree');
    expect(few.found).toEqual(['heatmap', 'binding', 'constraints']);
    const many = await drawn(auction(50));
    expect(many.found).toEqual(['heatmap']);
    const refused = await drawn(auction(50), 'constraints');
    expect(refused.refused[0]).toContain('too many plays with a lie');
  }, 60_000);

  test('are not those with a strategy: it would be passed over', async () => {
    const shaded = 'rule bid[2](value[2]) = max(1, value[2] - 1)';
    for (const values of [3, 15]) {
      const { run } = await drawn(auction(values, shaded));
      expect(run?.errors).toEqual([]);
      expect(run?.problem?.reason).not.toContain('without a tree');
      expect(run?.solutions['outcome']?.strategy).toContainEqual({
        player: 'bidder[2]',
        choice: 'bid[2]',
        knows: [['value[2]', 3]],
        chances: [[2, 1]],
      });
    }
  }, 60_000);
});

test('a large tree says how far it is', async () => {
  const told: number[] = [];
  const progress: Progress = (event) => {
    if (event.kind === 'metrics') told.push(event.metrics['histories'] ?? 0);
  };
  const hidden = auction(30).replace(
    'seller commits winner',
    'for i in 1..2 { bidder[i] chooses care[i] in 0..1 bidder[i] gets -care[i] }\n  seller commits winner',
  );
  const document = await laboratory.run(hidden.replace('solve outcome', 'verify obedient'), { progress });
  expect(document.studies[0]?.runs[0]?.verifications).toMatchObject([{ holds: true }]);
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
}, 60_000);
