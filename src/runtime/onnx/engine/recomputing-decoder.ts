import { type DecoderSettings, logitsAfter } from './cached-decoder.ts';
import { type Abilities, type Decoder, type Reading, type Rows, type Wanted, widthOf } from './decoder.ts';
import { place } from './layout.ts';
import { rowsThatFit } from './limits.ts';
import { ReadingSteps, type Steps } from './steps.ts';

/** Rows as all their tokens. */
export interface TokenRows extends Rows {
  readonly tokens: readonly (readonly number[])[];
}

/** A decoder of a graph without a cache: reads everything again for each token. Right, and slow. */
export class RecomputingDecoder implements Decoder<TokenRows> {
  readonly abilities: Abilities;
  readonly context: number;
  readonly #settings: DecoderSettings;

  constructor(settings: DecoderSettings) {
    this.abilities = { batches: settings.abilities.batches, ragged: true, continues: 'no' };
    this.context = settings.context;
    this.#settings = settings;
  }

  room(_width: number, total: number): number {
    return this.abilities.batches ? rowsThatFit(total, total, this.#settings.cost) : 1;
  }

  async extend(
    state: TokenRows | undefined,
    tokens: readonly (readonly number[])[],
    wanted: Wanted,
  ): Promise<Reading<TokenRows>> {
    const { net, watch } = this.#settings;
    watch.check();
    const all = tokens.map((added, row) => [...(state?.tokens[row] ?? []), ...added]);
    const { step } = place(undefined, all, widthOf(all), this.context);
    const result = await net.run({ ...step, cache: [] });
    for (const tensor of result.cache) tensor.dispose();
    const logits = all.map((row, at) => {
      const after = logitsAfter(result, at, row.length, wanted);
      return wanted === 'all' ? after.slice(row.length - (tokens[at]?.length ?? 0)) : after;
    });
    return { state: { lengths: all.map((row) => row.length), tokens: all }, logits };
  }

  async select({ lengths, tokens }: TokenRows, rows: readonly number[]): Promise<TokenRows> {
    return { lengths: rows.map((row) => lengths[row] ?? 0), tokens: rows.map((row) => tokens[row] ?? []) };
  }

  steps(state: TokenRows): Steps {
    return new ReadingSteps(this, state);
  }

  release(): void {}
}
