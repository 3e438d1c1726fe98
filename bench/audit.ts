/** Rules fixed by formula, audited report by report. */
import { check, run } from '../src/index.ts';
import type { Row } from './row.ts';

export async function rows(): Promise<readonly Row[]> {
  const audits: Row[] = [];
  for (const size of [10, 20, 30]) audits.push(await secondPrice(size));
  return audits;
}

const BIDDERS = 3;

function text(size: number): string {
  return `scenario Auction {
  players seller, bidder[1..${BIDDERS}]
  for i in 1..${BIDDERS} {
    value[i] ~ uniform(1..${size})
    bidder[i] sees value[i]
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 1..${BIDDERS}
  for i in 1..${BIDDERS} {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}
study Audit of Auction {
  rule winner(bid) = argmax(bid)
  rule price[i](bid) = max(bid[j] for j in 1..${BIDDERS} if j != i) when winner == i
  solve outcome
}
`;
}

/** Plays, lies included, that are looked at in a second; beside a loop that is written for this auction alone. */
async function secondPrice(size: number): Promise<Row> {
  const scenario = await check({ text: text(size), file: `second-price-${size}.icsap` });
  const [first] = (await run(scenario)).studies[0]?.runs ?? [];
  const { seconds, gap } = first?.solutions['outcome'] ?? {};
  if (seconds === undefined || gap !== 0) throw new Error('the audit of a second price must find nothing');
  const plays = size ** BIDDERS * (1 + BIDDERS * (size - 1));
  const began = performance.now();
  if (byHand(size) > 0) throw new Error('the loop by hand disagrees');
  const reference = { name: 'a loop for this auction', figure: plays / ((performance.now() - began) / 1000) };
  const work = `audit a second price report by report: ${BIDDERS} bidders, ${size} values, ${plays} plays`;
  return { work, figure: plays / seconds, unit: 'plays/s', reference };
}

/** The largest gain of any bidder by any lie, in any profile. */
function byHand(size: number): number {
  const bids = new Int32Array(BIDDERS);
  let worst = 0;
  for (let profile = 0; profile < size ** BIDDERS; profile++)
    for (let bidder = 0; bidder < BIDDERS; bidder++) {
      for (let i = 0, rest = profile; i < BIDDERS; i++, rest = Math.floor(rest / size)) bids[i] = 1 + (rest % size);
      const value = bids[bidder] ?? 0;
      const honest = utility(bids, bidder, value);
      for (let lie = 1; lie <= size; lie++) {
        bids[bidder] = lie;
        worst = Math.max(worst, utility(bids, bidder, value) - honest);
      }
    }
  return worst;
}

function utility(bids: Int32Array, bidder: number, value: number): number {
  let winner = 0;
  let second = 0;
  for (let i = 1; i < bids.length; i++) if ((bids[i] ?? 0) > (bids[winner] ?? 0)) winner = i;
  if (winner !== bidder) return 0;
  for (let i = 0; i < bids.length; i++) if (i !== bidder) second = Math.max(second, bids[i] ?? 0);
  return value - second;
}
