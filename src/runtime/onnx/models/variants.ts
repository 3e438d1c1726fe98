import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the numbers of a graph are stored, by the names that exporters give: `q8` is the file called `quantized`. */
export const variants = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'] as const;

export type Variant = (typeof variants)[number];

export function isVariant(name: string): name is Variant {
  return variants.some((variant) => variant === name);
}

/** Graphs of a whole model; `decoder_model` alone has no cache for what it has read, and is slow. */
const graphs = ['model', 'decoder_model_merged', 'decoder_model'];

/** Where graphs stand in a model's folder: Hugging Face's place, and that of Optimum's exporter. */
const places = ['onnx', '.'];

/** The names that the graph of a variant may have, the best first. Also how a hub's listing is looked through. */
export function graphNames(variant: Variant): readonly string[] {
  const ending = variant === 'fp32' ? '' : variant === 'q8' ? '_quantized' : `_${variant}`;
  return places.flatMap((place) => graphs.map((name) => join(place, `${name}${ending}.onnx`)));
}

/** Whether a file holds weights of a graph that is stored in several files: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`. */
export function holdsWeights(file: string, graph: string): boolean {
  const name = basename(file);
  return (
    dirname(file) === dirname(graph) &&
    (name.startsWith(`${basename(graph)}_data`) || name === `${basename(graph)}.data`)
  );
}

/** The variants in a folder, in the order in which they are preferred, with the path of each graph. */
export function variantsIn(folder: string): ReadonlyMap<Variant, string> {
  const found = new Map<Variant, string>();
  for (const variant of variants) {
    const name = graphNames(variant).find((each) => existsSync(join(folder, each)));
    if (name !== undefined) found.set(variant, join(folder, name));
  }
  return found;
}

/** The files beside a graph that hold its weights, in order. */
export function weightFiles(graph: string): readonly string[] {
  const folder = dirname(graph);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => holdsWeights(file, graph))
    .sort();
}
