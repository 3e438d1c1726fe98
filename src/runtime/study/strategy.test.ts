import { afterAll, expect, test } from 'vitest';
import { Laboratory } from './fixture.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

test('a family is recorded place by place, as an argument and as what a player knows', async () => {
  const { studies } = await laboratory.run(`scenario Market {
  players broker, trader[1..2]
  for i in 1..2 {
    value[i] ~ uniform({ 0, 1 })
    trader[i] sees value[i]
    trader[i] reports value[i] as bid[i]
  }
  broker commits fee(bid) in real(0, 1)
  everyone sees bid
  trader[1] chooses x in { stay, go }
  trader[1] gets (value[1] when x == stay) - fee
  broker gets fee
}
study S of Market {
  rule fee(bid) = (bid[1] + bid[2]) / 4
  solve outcome
}`);
  const strategy = studies[0]?.runs[0]?.solutions['outcome']?.strategy ?? [];
  const fees = strategy.filter((record) => 'rule' in record);
  expect(fees).toContainEqual({ rule: 'fee', arguments: { 'bid[1]': 1, 'bid[2]': 0 }, value: 1 / 4 });
  const choices = strategy.flatMap((record) => ('player' in record && record.choice === 'x' ? [record.knows] : []));
  expect(choices).toContainEqual(
    expect.arrayContaining([
      ['bid[1]', 1],
      ['bid[2]', 0],
    ]),
  );
});
