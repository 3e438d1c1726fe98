/** Auctions by `commitment.lp`: two bidders, honest even if they knew the other's report. */
import type { LinearProgram } from '../src/plugins/contract/lp.ts';
import { HighsEngine } from '../src/runtime/lp/index.ts';
import { bestProcessorMilliseconds, type Row } from './row.ts';
import { rowsOf, stagesOf } from './stages.ts';

export async function rows(): Promise<readonly Row[]> {
  return [...(await auction(5, 'all')), ...(await auction(20, 'all', 60)), ...(await auction(50, 'neighbouring', 300))];
}

/** With all lies the program of 50 values has 247,600 rows, and takes a quarter of a minute. */
type Lies = 'all' | 'neighbouring';

const text = (k: number): string => `scenario Auction {
  players seller, bidder[1..2]
  for i in 1..2 {
    place[i] ~ uniform(1..${k})
    bidder[i] sees place[i]
    bidder[i] may leave for 0
    bidder[i] reports place[i] as bid[i]
  }
  seller commits winner(bid) in 0..2
  for i in 1..2 {
    seller commits price[i](bid) in real
    bidder[i] gets ((place[i] - 1/2) / ${k} when winner == i) - price[i]
    seller gets price[i]
  }
}
`;

async function auction(k: number, lies: Lies, bound?: number): Promise<readonly Row[]> {
  const stages = await stagesOf(text(k), 'dominant', k < 50 ? 10 : 3);
  const engine = new HighsEngine();
  let direct = Number.NaN;
  const spent = await bestProcessorMilliseconds(async () => {
    direct = (await engine.solve(programOf(k, lies), { method: 'interior' })).value;
  });
  if (!(Math.abs(direct - stages.value) < 1e-6))
    throw new Error(`the two programs disagree: ${stages.value}, ${direct}`);
  return rowsOf(`auction, 2 bidders × ${k} values, dominant`, stages, {
    reference: { name: `the program with ${lies} lies in HiGHS, interior point`, figure: spent },
    ...(bound === undefined ? {} : { target: { of: 'figure', is: '<=', bound } as const }),
  });
}

/** Columns: who wins (two a profile of bids, at most one), and two prices a profile; a row for each lie at each bid of the other. */
function programOf(k: number, lies: Lies): LinearProgram {
  const profile = (bidder: number, own: number, other: number): number =>
    bidder === 0 ? own * k + other : other * k + own;
  const wins = (bidder: number, at: number): number => 4 * at + bidder;
  const pays = (bidder: number, at: number): number => 4 * at + 2 + bidder;
  const types = Array.from({ length: k }, (_, n) => n);
  const worth = (type: number): number => (type + 1 / 2) / k;
  const rows: {
    readonly lower: number;
    readonly upper: number;
    readonly entries: readonly (readonly [number, number])[];
  }[] = [];
  for (let at = 0; at < k * k; at++)
    rows.push({
      lower: 0,
      upper: 1,
      entries: [
        [wins(0, at), 1],
        [wins(1, at), 1],
      ],
    });
  for (const bidder of [0, 1])
    for (const type of types) {
      const stay = types.map((other) => profile(bidder, type, other));
      const entries = stay.flatMap((at): [number, number][] => [
        [wins(bidder, at), worth(type)],
        [pays(bidder, at), -1],
      ]);
      rows.push({ lower: 0, upper: Number.POSITIVE_INFINITY, entries });
      const told = types.filter((one) => (lies === 'all' ? one !== type : Math.abs(one - type) === 1));
      for (const lie of told)
        for (const other of types) {
          const [honest, lying] = [profile(bidder, type, other), profile(bidder, lie, other)];
          rows.push({
            lower: 0,
            upper: Number.POSITIVE_INFINITY,
            entries: [
              [wins(bidder, honest), worth(type)],
              [pays(bidder, honest), -1],
              [wins(bidder, lying), -worth(type)],
              [pays(bidder, lying), 1],
            ],
          });
        }
    }
  const starts = [0];
  for (const { entries } of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
  const columns = 4 * k * k;
  return {
    sense: 'maximize',
    cost: Float64Array.from({ length: columns }, (_, column) => (column % 4 >= 2 ? 1 / k ** 2 : 0)),
    columnLower: Float64Array.from({ length: columns }, (_, column) =>
      column % 4 >= 2 ? Number.NEGATIVE_INFINITY : 0,
    ),
    columnUpper: new Float64Array(columns).fill(Number.POSITIVE_INFINITY),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap(({ entries }) => entries.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(({ entries }) => entries.map(([, value]) => value))),
  };
}
