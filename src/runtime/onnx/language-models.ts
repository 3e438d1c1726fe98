import type { LanguageModels, ModelChoice } from '../../plugins/contract/language-model.ts';
import { Crew, spread } from './engine/crew.ts';
import { ThreadedModel } from './engine/threaded-model.ts';
import { readChat } from './models/chat.ts';
import { type ModelFolder, readFolder } from './models/folder.ts';
import { modelHash } from './models/hash.ts';
import { findModel } from './models/places.ts';

/** Language models on ONNX Runtime, each in threads of its own. */
export class OnnxLanguageModels implements LanguageModels {
  readonly #open = new Map<string, Promise<ThreadedModel>>();

  async open({ model, device, file }: ModelChoice): Promise<ThreadedModel> {
    const { name, folder, variant } = findModel(model, file);
    return this.openFolder(readFolder(name, folder, variant), device);
  }

  /** Opens a model whose folder is known. The same one twice is one; one that failed is tried anew. */
  openFolder(model: ModelFolder, device: ModelChoice['device']): Promise<ThreadedModel> {
    const key = `${device} ${model.graph}`;
    const known = this.#open.get(key);
    if (known) return known;
    const opening = openThreaded(model, device);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }
}

async function openThreaded(model: ModelFolder, device: ModelChoice['device']): Promise<ThreadedModel> {
  const chat = readChat(model.folder);
  const [crew, hash] = await Promise.all([Crew.open({ model, device }, spread(model.bytes, device)), modelHash(model)]);
  return new ThreadedModel(crew, { name: model.name, hash, chat });
}
