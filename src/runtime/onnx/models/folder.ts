import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../../dsl/nearest.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { type Json, readJson, wholeNumber } from './json.ts';
import { type Variant, variantsIn, weightFiles } from './variants.ts';

/** What a model's folder says, without its numbers being loaded. */
export interface ModelFolder {
  readonly name: string;
  readonly folder: string;
  readonly variant: Variant;
  /** The file of the graph. */
  readonly graph: string;
  /** Further files with its weights. */
  readonly weights: readonly string[];
  /** Bytes of graph and weights. */
  readonly bytes: number;
  readonly config: Json;
  /** Most tokens that it can look at; Infinity where its configuration does not say. */
  readonly context: number;
  /** Tokens that end a text. */
  readonly endTokens: readonly number[];
}

/** Reads a folder in Hugging Face's layout. Throws a Refusal that names the file that is missing or wrong. */
export function readFolder(name: string, folder: string, wanted?: Variant): ModelFolder {
  const config = readJson(folder, 'config.json');
  if (!config) throw notAModel(name, folder, 'config.json');
  if (!existsSync(join(folder, 'tokenizer.json'))) throw notAModel(name, folder, 'tokenizer.json');
  const [variant, graph] = chosen(name, folder, wanted);
  const weights = weightFiles(graph);
  return {
    name,
    folder,
    variant,
    graph,
    weights,
    bytes: [graph, ...weights].reduce((sum, file) => sum + statSync(file).size, 0),
    config,
    context: contextOf(config),
    endTokens: endTokens(config, readJson(folder, 'generation_config.json')),
  };
}

function chosen(name: string, folder: string, wanted: Variant | undefined): readonly [Variant, string] {
  const found = variantsIn(folder);
  const [best] = wanted === undefined ? found : [...found].filter(([variant]) => variant === wanted);
  if (best) return best;
  if (found.size === 0) throw notAModel(name, folder, join('onnx', 'model.onnx'));
  const there = [...found.keys()];
  const similar = nearest(wanted ?? '', there);
  throw new Refusal(
    [`The model \`${name}\` has no variant \`${wanted}\`; it has ${there.map((each) => `\`${each}\``).join(', ')}.`],
    similar ? [`Did you mean \`${similar}\`?`] : [],
  );
}

function notAModel(name: string, folder: string, file: string): Refusal {
  return new Refusal(
    [`The model \`${name}\` has no ${file} in ${folder}.`],
    ['A model is a folder with config.json, tokenizer.json and onnx/model.onnx, as Optimum exports it.'],
  );
}

function contextOf(config: Json): number {
  const keys = ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len', 'max_sequence_length', 'seq_length'];
  return wholeNumber(config, ...keys) ?? Number.POSITIVE_INFINITY;
}

/** What a text may end with: the generation's configuration goes first, as its list is the longer one. */
function endTokens(config: Json, generation: Json | undefined): readonly number[] {
  const given = generation?.['eos_token_id'] ?? config['eos_token_id'];
  const ids: readonly unknown[] = Array.isArray(given) ? given : [given];
  return ids.filter((id): id is number => Number.isSafeInteger(id));
}
