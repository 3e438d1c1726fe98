import { Refusal } from '../../../plugins/contract/refusal.ts';
import { type Codec, readCodec } from '../models/codec.ts';
import type { ModelFolder } from '../models/folder.ts';
import { CachedDecoder } from './cached-decoder.ts';
import type { Watch } from './cancel.ts';
import { unwatched } from './cancel.ts';
import { choose } from './choose.ts';
import type { Decoder, Rows } from './decoder.ts';
import type { TokenCost } from './limits.ts';
import type { Net } from './net.ts';
import type { Opened, Outcome, Task, ThreadStart } from './protocol.ts';
import { shortReason } from './reason.ts';
import { RecomputingDecoder } from './recomputing-decoder.ts';
import { type OpenNet, openNet } from './session.ts';
import { tooLong } from './too-long.ts';
import { tryOut } from './trial.ts';
import { write } from './write.ts';

/** A model that is loaded in this thread. */
export interface OpenModel {
  readonly opened: Opened;
  perform(task: Task, watch: Watch): Promise<Outcome>;
}

/** Loads tokenizer and graph, and tries out what the model can do. Throws a Refusal in one line where one of them does not work. */
export async function openModel({ model, device: wanted, threads }: ThreadStart): Promise<OpenModel> {
  const codec = readCodec(model.folder, model.config);
  const { net, stepNet, device } = await openNet(model, wanted, threads);
  const { settings, trial } = await tried({ net, stepNet, device }, model);
  const perform = (task: Task, watch: Watch): Promise<Outcome> => {
    const all = { ...settings, abilities: trial.abilities, watch };
    const { endTokens } = model;
    if (trial.caches) return performWith(new CachedDecoder(all), { codec, endTokens, watch }, task);
    return performWith(new RecomputingDecoder(all), { codec, endTokens, watch }, task);
  };
  return { opened: { device, trial }, perform };
}

/** What the decoder needs to know of the model, found by running it. Throws a Refusal where it does not run. */
async function tried({ net, stepNet, device }: OpenNet, model: ModelFolder) {
  try {
    const cost = { vocabulary: await vocabularyOf(net), cached: cachedBytes(net) };
    const settings = { net, stepNet, context: model.context, cost };
    const trial = await tryOut({
      ...settings,
      watch: unwatched,
      mayLeaveHoles: !hasWindow(model),
      isOnProcessor: device === 'cpu',
    });
    const { inPlace, longest = Number.POSITIVE_INFINITY } = trial;
    if (!inPlace) await stepNet?.close();
    return { settings: { ...settings, longest, stepNet: inPlace ? stepNet : undefined }, trial };
  } catch (error) {
    const why = `The graph of \`${model.name}\` loads, but does not run: ${shortReason(error)}.`;
    throw new Refusal([why], [`Copy ${model.graph} again, or export it anew.`]);
  }
}

async function performWith<S extends Rows>(
  decoder: Decoder<S>,
  { codec, endTokens, watch }: { readonly codec: Codec; readonly endTokens: readonly number[]; readonly watch: Watch },
  task: Task,
): Promise<Outcome> {
  switch (task.kind) {
    case 'choose':
      return { kind: 'choose', answers: await choose(decoder, codec, task.questions, watch) };
    case 'write':
      return { kind: 'write', answers: await write(decoder, codec, task.questions, { endTokens, watch }) };
    case 'logits': {
      const tokens = codec.encode(task.text);
      if (tokens.length > decoder.context) throw tooLong(tokens.length, decoder.context);
      const { state, logits } = await decoder.extend(undefined, [tokens], 'all');
      decoder.release(state);
      return { kind: 'logits', rows: logits[0] ?? [] };
    }
  }
}

/** How many tokens it knows: as many as it gives logits for. */
async function vocabularyOf(net: Net): Promise<number> {
  const step = { rows: 1, width: 1, past: 0, ids: [0], positions: [0], mask: Uint8Array.of(1), cache: [] };
  const { vocabulary, cache } = await net.run(step);
  for (const tensor of cache) tensor.dispose();
  return vocabulary;
}

function cachedBytes({ signature: { slots } }: Net): TokenCost['cached'] {
  return slots.reduce((sum, { heads, size, type }) => sum + heads * size * (type === 'float16' ? 2 : 4), 0);
}

/** Whether it looks at the last so many tokens only: how far back is counted in columns of the cache, which must then have no holes. */
function hasWindow({ config, context }: ModelFolder): boolean {
  const { sliding_window: window, use_sliding_window: isUsed } = config;
  return typeof window === 'number' && window < context && isUsed !== false;
}
