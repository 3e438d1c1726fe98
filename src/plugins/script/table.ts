import { Refusal, type SeatDecision } from '../contract/index.ts';

/** One line of a table: what is played where the player knows this; the first that fits counts. */
interface Row {
  /** Labels of the record with their values; absent: always. */
  readonly when?: Readonly<Record<string, unknown>>;
  readonly play: unknown;
}

/** For each choice, by its label or its name without indices, the rows in order. */
export type Table = ReadonlyMap<string, readonly Row[]>;

/** Reads `{ "reply": [{ "when": { "card[bo]": 3 }, "play": "call" }, { "play": { "fold": 1 } }] }`. Throws a Refusal for other texts. */
export function tableOf(text: string, file: string): Table {
  const found = parsed(text, file);
  if (!isObject(found)) throw malformed(file, 'it is no object with a list for each choice');
  return new Map(
    Object.entries(found).map(([choice, rows]) => {
      if (!Array.isArray(rows)) throw malformed(file, `\`${choice}\` has no list`);
      return [choice, rows.map((row: unknown) => rowOf(row, choice, file))];
    }),
  );
}

/** What the table says at a decision; undefined where it says nothing. */
export function foundIn(table: Table, { choice, knows }: SeatDecision): Row | undefined {
  const rows = table.get(choice) ?? table.get(choice.replace(/\[.*$/, '')) ?? [];
  return rows.find(({ when = {} }) =>
    Object.entries(when).every(([label, value]) => {
      // A label that was told several times has its latest value.
      const latest = knows.findLast(([known]) => known === label);
      return latest !== undefined && JSON.stringify(latest[1]) === JSON.stringify(value);
    }),
  );
}

function rowOf(row: unknown, choice: string, file: string): Row {
  if (!isObject(row) || !('play' in row)) throw malformed(file, `a row of \`${choice}\` has no \`play\``);
  const { when, play, ...others } = row;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined)
    throw malformed(file, `a row of \`${choice}\` has \`${stranger}\`, not \`when\` and \`play\``);
  if (when === undefined) return { play };
  if (!isObject(when)) throw malformed(file, `\`when\` of a row of \`${choice}\` is no object`);
  return { when, play };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal([`\`${file}\` is no JSON: ${error instanceof Error ? error.message : String(error)}`], []);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(file: string, why: string): Refusal {
  return new Refusal(
    [`\`${file}\` is no table of moves: ${why}`],
    ['It looks like `{ "reply": [{ "when": { "card[bo]": 3 }, "play": "call" }, { "play": "fold" }] }`.'],
  );
}
