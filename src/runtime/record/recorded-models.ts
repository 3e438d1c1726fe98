import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, LanguageModel, LanguageModels, ModelChoice } from '../../plugins/contract/language-model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { readHead, recordFolder, recordName } from './file.ts';
import type { RecordHead } from './line.ts';
import { RecordedModel } from './recorded-model.ts';

/**
 * Language models whose answers are kept beside the scenario that asks, in `records/`: one file for each model, its hash and
 * device. Without models behind it (`--no-model`), and where the model cannot be opened, everything comes from these files, and
 * nothing is mixed: where several could be meant, none is taken.
 */
export class RecordedModels implements LanguageModels {
  readonly #models: LanguageModels | undefined;
  readonly #opened = new Map<string, Promise<LanguageModel>>();

  constructor(models: LanguageModels | undefined) {
    this.#models = models;
  }

  open(choice: ModelChoice): Promise<LanguageModel> {
    const key = JSON.stringify([choice.model, choice.device, recordFolder(choice.file)]);
    const opened = this.#opened.get(key) ?? this.#open(choice);
    this.#opened.set(key, opened);
    // One that failed is tried anew.
    opened.catch(() => this.#opened.delete(key));
    return opened;
  }

  async #open(choice: ModelChoice): Promise<LanguageModel> {
    const folder = recordFolder(choice.file);
    if (!this.#models) return replayed(choice, folder, withoutModels);
    const model = await this.#models.open(choice).catch((error: unknown) => absent(error));
    // What was recorded counts also where the model, its runtime or its device is not there.
    if (model instanceof Refusal) return replayed(choice, folder, model);
    const { name, hash, device } = model;
    const head = { format: 'icsap-record/1', model: choice.model, name, hash, device } as const;
    return new RecordedModel(join(folder, recordName(head)), head, { model });
  }
}

const withoutModels = new Refusal([], ['Run it once without `--no-model`, and commit what that writes.']);

function absent(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** From records alone. Throws a Refusal where there are none, with why the model cannot be asked, and where several could be meant. */
function replayed({ model, device }: ModelChoice, folder: string, why: Refusal): LanguageModel {
  const suiting = recordsIn(folder).filter(
    ({ head }) => head.model === model && (device === 'auto' || head.device === device),
  );
  const [only, ...others] = suiting;
  if (!only) throw nothing(model, device, folder, why);
  if (others.length > 0) throw several(model, suiting);
  return new RecordedModel(only.file, { ...only.head, device: only.device }, { why });
}

interface Found {
  readonly file: string;
  readonly head: RecordHead;
  readonly device: Device;
}

const devices: readonly Device[] = ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'];

function recordsIn(folder: string): readonly Found[] {
  return namesIn(folder).flatMap((name): readonly Found[] => {
    const file = join(folder, name);
    const head = readHead(file);
    const device = devices.find((each) => each === head?.device);
    return head && device ? [{ file, head, device }] : [];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort();
  } catch {
    return [];
  }
}

function nothing(model: string, device: string, folder: string, { reasons, help }: Refusal): Refusal {
  const where = device === 'auto' ? '' : ` on ${device}`;
  return new Refusal([...reasons, `no answers of \`${model}\`${where} are recorded in \`${folder}\``], help);
}

function several(model: string, found: readonly Found[]): Refusal {
  const files = found.map(({ file }) => `\`${file}\``).join(', ');
  const isOneModel = new Set(found.map(({ head }) => head.hash)).size === 1;
  const help = isOneModel
    ? `Say which device: \`device: ${found[0]?.device}\`.`
    : 'Delete the records of the model that is no longer used.';
  return new Refusal([`several records of \`${model}\` could be meant: ${files}`], [help]);
}
