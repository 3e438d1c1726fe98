import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Device } from '../plugins/contract/language-model.ts';
import { Refusal } from '../plugins/contract/refusal.ts';
import { parity } from '../runtime/onnx/engine/parity.ts';
import { OnnxLanguageModels } from '../runtime/onnx/language-models.ts';
import { describeModel, listModels } from '../runtime/onnx/models/describe.ts';
import { type ModelFolder, readFolder } from '../runtime/onnx/models/folder.ts';
import { hubAt, pull } from '../runtime/onnx/models/hub/pull.ts';
import { importLlama2c, writeModel } from '../runtime/onnx/models/llama2c/index.ts';
import { addedFolder, findModel, isModelPath, withoutVariant } from '../runtime/onnx/models/places.ts';
import { addFolder, install, newPlace, removeModel } from '../runtime/onnx/models/store.ts';
import type { Variant } from '../runtime/onnx/models/variants.ts';
import { jsonText } from '../runtime/report/json.ts';
import { table } from '../runtime/report/table.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { watchInterrupt } from './interrupt.ts';
import { parityText, showText, sizeText, trialText } from './model-text.ts';
import { pullLine } from './pull-line.ts';

export interface JsonOption {
  readonly json?: boolean;
}

export interface ShowModelOptions extends JsonOption {
  readonly device?: Device | 'auto';
}

export interface AddOptions {
  readonly name?: string;
  readonly hub?: string;
  readonly revision: string;
  readonly variant?: Variant;
}

export interface ImportOptions {
  readonly name?: string;
  readonly out?: string;
}

export interface ParityOptions extends JsonOption {
  readonly device: Device | 'auto';
  readonly with: Device;
}

/** `icsap model list`. */
export function listed({ json }: JsonOption, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    const models = listModels();
    const columns = ['name', 'from', 'kind', 'size', 'variants'].map((title) => ({ title }));
    const rows = models.map(({ name, from, kind, bytes, variants }) => [
      name,
      from,
      kind,
      sizeText(bytes),
      variants.join(', '),
    ]);
    if (json) door.out(jsonText(models));
    else if (models.length > 0) door.out(`${table(columns, rows).join('\n')}\n`);
    else door.err(`There are no models yet. \`icsap model add\` puts them into ${addedFolder()}.\n`);
    return Exit.held;
  });
}

/** `icsap model show`: what its files say; with a device, what it is found to do there. */
export function shown(name: string, { json, device }: ShowModelOptions, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    const folder = opened(name, door);
    const description = await describeModel(folder);
    const found = device === undefined ? undefined : await foundOn(folder, device);
    if (json) door.out(jsonText(found ? { ...description, ...found } : description));
    else door.out(`${[...showText(description, door.paint.out), ...(found ? trialText(found) : [])].join('\n')}\n`);
    return Exit.held;
  });
}

async function foundOn(folder: ModelFolder, wanted: Device | 'auto') {
  const model = await new OnnxLanguageModels().openFolder(folder, wanted);
  const { device, trial } = model;
  await model.close();
  return { device, trial };
}

/** `icsap model add`: a folder is copied; what is no folder here is pulled from a hub. */
export function added(source: string, options: AddOptions, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    const folder = resolve(door.folder, source);
    if (!isModelPath(source) && !existsSync(folder)) return pulled(source, options, door);
    if (!existsSync(folder)) throw new Refusal([`There is no folder ${folder}.`], []);
    const name = options.name ?? basename(folder);
    return told(name, await addFolder(folder, name), door);
  });
}

async function pulled(model: string, { name = model, hub, revision, variant }: AddOptions, door: Door): Promise<Exit> {
  const interrupt = watchInterrupt(door);
  const line = pullLine(door);
  try {
    const wish = { model, name, revision, variant };
    const place = await pull(hubAt(hub, model), wish, { signal: interrupt.signal, progress: line.progress });
    line.clear();
    return told(name, place, door);
  } catch (error) {
    line.clear();
    if (interrupt.signal.aborted) return Exit.interrupted;
    throw error;
  } finally {
    interrupt.release();
  }
}

/** `icsap model remove`. */
export function removed(name: string, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    door.out(`${removeModel(name)}\n`);
    return Exit.held;
  });
}

/** `icsap model import`: a checkpoint of llama2.c as a model. */
export function imported(checkpoint: string, tokenizer: string, options: ImportOptions, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    const [from, words] = [checkpoint, tokenizer].map((file) => resolve(door.folder, file));
    const name = options.name ?? basename(checkpoint).replace(/\.\w+$/, '');
    const out = options.out === undefined ? undefined : resolve(door.folder, options.out);
    if (out !== undefined && existsSync(out)) throw new Refusal([`${out} is there already.`], ['Name a new folder.']);
    const place = out ?? newPlace(name);
    const files = importLlama2c(from ?? '', words ?? '');
    await install(place, (folder) => writeModel(folder, files));
    if (out === undefined) return told(name, place, door);
    door.out(`${relative(door.folder, place) || '.'}\n`);
    return Exit.held;
  });
}

/** `icsap model parity`: fails where a choice is another one. */
export function compared(name: string, options: ParityOptions, door: Door): Promise<Exit> {
  return refusing(door, async () => {
    const model = opened(name, door);
    const models = new OnnxLanguageModels();
    const reference = await models.openFolder(model, options.with);
    const other = await models.openFolder(model, options.device);
    if (other.device === reference.device) {
      throw new Refusal(
        [`Both are ${other.device}: there is nothing to compare.`],
        ['Name another device with `--device`.'],
      );
    }
    const interrupt = watchInterrupt(door);
    try {
      const found = await parity(other, reference, { signal: interrupt.signal });
      const devices = [other.device, reference.device] as const;
      if (options.json) door.out(jsonText({ model: model.name, hash: other.hash, devices, ...found }));
      else door.out(`${parityText(found, devices).join('\n')}\n`);
      return found.changed.length === 0 ? Exit.held : Exit.failed;
    } catch (error) {
      if (interrupt.signal.aborted) return Exit.interrupted;
      throw error;
    } finally {
      interrupt.release();
      await Promise.all([other.close(), reference.close()]);
    }
  });
}

/** A model by its name, or by the path of any folder. */
function opened(asked: string, door: Door): ModelFolder {
  const { name, variant } = withoutVariant(asked);
  if (!isModelPath(name)) {
    const { folder } = findModel(asked, join(door.folder, 'x'));
    return readFolder(name, folder, variant);
  }
  const folder = resolve(door.folder, name);
  if (!existsSync(folder)) throw new Refusal([`There is no folder ${folder}.`], []);
  return readFolder(name, folder, variant);
}

function told(name: string, place: string, door: Door): Exit {
  door.out(`${place}\n`);
  door.err(`Ask for it as \`${name}\`. See what it is: icsap model show ${name}\n`);
  return Exit.held;
}

/** Prints a refusal as an error of the input. */
async function refusing(door: Door, act: () => Promise<Exit>): Promise<Exit> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { red } = door.paint.err;
    for (const reason of error.reasons) door.err(`${red('error')}: ${reason}\n`);
    for (const help of error.help) door.err(`   = ${help}\n`);
    return Exit.wrongInput;
  }
}
