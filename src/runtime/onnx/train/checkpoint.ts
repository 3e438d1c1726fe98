import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import type { FolderFiles, LearnerState, Network } from '../../../plugins/contract/training.ts';
import { readSafetensors, safetensorsBytes } from './safetensors.ts';

const FILE = 'training.safetensors';
const FORMAT = 'icsap-training/1';

/** Writes the model folders of a learner's networks, and what is needed to go on. */
export async function saveLearner(
  folder: string,
  networks: Readonly<Record<string, Network>>,
  state: LearnerState,
): Promise<void> {
  const isOnly = Object.keys(networks).length === 1;
  for (const [name, network] of Object.entries(networks)) {
    const files = network.files?.(parametersOf(network, name, state));
    if (files) await writeFiles(isOnly ? folder : join(folder, name), files);
  }
  const arrays = { ...renamed('parameter/', state.parameters), ...renamed('moment/', state.moments) };
  const bytes = safetensorsBytes(arrays, { format: FORMAT, step: String(state.step) });
  await writeFiles(folder, new Map([[FILE, bytes]]));
}

/** The state that `saveLearner` wrote. Throws a Refusal where there is none. */
export async function savedState(folder: string): Promise<LearnerState> {
  const file = join(folder, FILE);
  const bytes = await readFile(file).catch(() => {
    throw new Refusal([`There is no ${file} to go on from.`], ['`save` writes it.']);
  });
  const { arrays, metadata } = readSafetensors(bytes, file);
  const step = Number(metadata['step']);
  if (metadata['format'] !== FORMAT || !Number.isInteger(step)) {
    throw new Refusal([`${file} is not the state of a learner.`], ['`save` writes it.']);
  }
  return { step, parameters: under('parameter/', arrays), moments: under('moment/', arrays) };
}

async function writeFiles(folder: string, files: FolderFiles): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

function parametersOf(network: Network, name: string, { parameters }: LearnerState): Record<string, Float32Array> {
  return Object.fromEntries(
    network.parameters.map((parameter) => [
      parameter.name,
      parameters[`${name}.${parameter.name}`] ?? new Float32Array(),
    ]),
  );
}

function renamed(prefix: string, arrays: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array]));
}

function under(prefix: string, arrays: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, array]) => [name.slice(prefix.length), array]),
  );
}
