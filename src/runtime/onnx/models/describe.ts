import { statSync } from 'node:fs';
import { readChat } from './chat.ts';
import { type ModelFolder, readFolder } from './folder.ts';
import { modelHash } from './hash.ts';
import { wholeNumber } from './json.ts';
import { addedFolder, findModel, namesIn, shippedFolder } from './places.ts';
import { type Variant, variantsIn, weightFiles } from './variants.ts';

/** A model as a list of models has it. */
export interface ModelEntry {
  readonly name: string;
  readonly from: 'icsap' | 'added';
  readonly kind: string;
  readonly variants: readonly Variant[];
  readonly bytes: number;
}

/** All about a model that its files say. */
export interface ModelDescription extends Omit<ModelFolder, 'config'> {
  readonly kind: string;
  readonly layers: number | undefined;
  readonly width: number | undefined;
  readonly vocabulary: number | undefined;
  readonly chat: boolean;
  readonly hash: string;
  /** Bytes of graph and weights, by variant. */
  readonly variants: Readonly<Partial<Record<Variant, number>>>;
}

/** The models that may be asked for by name. Folders that are broken are left out: `icsap model show` says what is wrong with one. */
export function listModels(): readonly ModelEntry[] {
  const places = [
    { from: 'icsap', place: shippedFolder() },
    { from: 'added', place: addedFolder() },
  ] as const;
  return places.flatMap(({ from, place }) => namesIn(place).flatMap((name) => entry(name, from)));
}

function entry(name: string, from: ModelEntry['from']): readonly ModelEntry[] {
  try {
    const { folder } = findModel(name, '.');
    const model = readFolder(name, folder);
    return [{ name, from, kind: kindOf(model), variants: [...variantsIn(folder).keys()], bytes: model.bytes }];
  } catch {
    return [];
  }
}

export async function describeModel(model: ModelFolder): Promise<ModelDescription> {
  const { config, ...rest } = model;
  const sizes = [...variantsIn(model.folder)].map(([variant, graph]): readonly [Variant, number] => [
    variant,
    [graph, ...weightFiles(graph)].reduce((sum, file) => sum + statSync(file).size, 0),
  ]);
  return {
    ...rest,
    kind: kindOf(model),
    layers: wholeNumber(config, 'num_hidden_layers', 'n_layer', 'num_layers'),
    width: wholeNumber(config, 'hidden_size', 'n_embd', 'd_model'),
    vocabulary: wholeNumber(config, 'vocab_size'),
    chat: readChat(model.folder) !== undefined,
    hash: await modelHash(model),
    variants: Object.fromEntries(sizes),
  };
}

function kindOf({ config }: ModelFolder): string {
  const { model_type: kind } = config;
  return typeof kind === 'string' ? kind : 'unknown';
}
