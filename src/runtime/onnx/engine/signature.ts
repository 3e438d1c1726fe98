import type { InferenceSession } from 'onnxruntime-node';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { type Json, wholeNumber } from '../models/json.ts';

/** One tensor that carries what was read from step to step. */
export interface CacheSlot {
  readonly past: string;
  readonly present: string;
  readonly heads: number;
  readonly size: number;
  readonly type: 'float32' | 'float16';
}

/** Whole numbers of a graph's inputs. */
export type IdType = 'int64' | 'int32';

/** How a graph wants to be called. */
export interface Signature {
  readonly ids: IdType;
  readonly mask: IdType | undefined;
  readonly positions: IdType | undefined;
  readonly segments: IdType | undefined;
  /** Two graphs in one: with a cache and without. */
  readonly branch: boolean;
  /** An input that says after how many of the last tokens logits are wanted. */
  readonly kept: string | undefined;
  readonly slots: readonly CacheSlot[];
}

type Port = InferenceSession.ValueMetadata;

const kept = ['num_logits_to_keep', 'logits_to_keep'];

/** Reads inputs and outputs. Throws a Refusal where they are not those of a causal language model. */
export function signatureOf(inputs: readonly Port[], outputs: readonly Port[], config: Json, name: string): Signature {
  const byName = new Map(inputs.map((port) => [port.name, port]));
  const outputNames = new Set(outputs.map((port) => port.name));
  const ids = idType(byName, 'input_ids');
  if (!ids) throw foreign(name, 'it has no input `input_ids`');
  if (!outputNames.has('logits')) throw foreign(name, 'it has no output `logits`');
  const pasts = inputs.filter((port) => port.name.startsWith('past_key_values.'));
  const slots = pasts.map((port) => slotOf(port, outputNames, config, name));
  const known = new Set(['input_ids', 'attention_mask', 'position_ids', 'token_type_ids', 'use_cache_branch', ...kept]);
  const strange = inputs.find((port) => !known.has(port.name) && !pasts.includes(port));
  if (strange) throw foreign(name, `it wants an input \`${strange.name}\``);
  return {
    ids,
    mask: idType(byName, 'attention_mask'),
    positions: idType(byName, 'position_ids'),
    segments: idType(byName, 'token_type_ids'),
    branch: byName.has('use_cache_branch'),
    kept: kept.find((input) => byName.has(input)),
    slots,
  };
}

function idType(ports: ReadonlyMap<string, Port>, name: string): IdType | undefined {
  const port = ports.get(name);
  if (!port?.isTensor) return undefined;
  return port.type === 'int32' ? 'int32' : 'int64';
}

function slotOf(port: Port, outputs: ReadonlySet<string>, config: Json, name: string): CacheSlot {
  const present = port.name.replace('past_key_values.', 'present.');
  if (!outputs.has(present)) throw foreign(name, `it has no output \`${present}\` for its input \`${port.name}\``);
  if (!port.isTensor || port.shape.length !== 4) throw foreign(name, `its input \`${port.name}\` has not four axes`);
  if (port.type !== 'float32' && port.type !== 'float16') throw foreign(name, `its cache is of type ${port.type}`);
  const [, heads, , size] = port.shape;
  const { width, queryHeads, keyValueHeads } = headsOf(config);
  const found = {
    heads: typeof heads === 'number' ? heads : keyValueHeads,
    size: typeof size === 'number' ? size : (wholeNumber(config, 'head_dim') ?? width / queryHeads),
  };
  if (!Number.isSafeInteger(found.heads) || !Number.isSafeInteger(found.size)) {
    throw foreign(name, 'neither it nor config.json says how many heads it has, and of what size');
  }
  return { past: port.name, present, type: port.type, ...found };
}

function headsOf(config: Json): {
  readonly width: number;
  readonly queryHeads: number;
  readonly keyValueHeads: number;
} {
  const width = wholeNumber(config, 'hidden_size', 'n_embd', 'd_model') ?? Number.NaN;
  const queryHeads = wholeNumber(config, 'num_attention_heads', 'n_head', 'num_heads') ?? Number.NaN;
  return { width, queryHeads, keyValueHeads: wholeNumber(config, 'num_key_value_heads') ?? queryHeads };
}

function foreign(name: string, why: string): Refusal {
  return new Refusal(
    [`The graph of \`${name}\` is not that of a causal language model that icsap can ask: ${why}.`],
    ['Export it with Optimum as text-generation or text-generation-with-past.'],
  );
}
