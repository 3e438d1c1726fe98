import type { ChoiceQuestion, TextAnswer, TextQuestion } from '../../src/plugins/contract/index.ts';
import { unwatched } from '../../src/runtime/onnx/engine/cancel.ts';
import { openModel } from '../../src/runtime/onnx/engine/open-model.ts';
import { OnnxLanguageModels } from '../../src/runtime/onnx/language-models.ts';
import type { ModelFolder } from '../../src/runtime/onnx/models/folder.ts';
import { type How, type Kind, type Worker, work } from './work.ts';

interface Doing {
  write(questions: readonly TextQuestion[]): Promise<readonly TextAnswer[]>;
  choose(questions: readonly ChoiceQuestion[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Our own engine: in this thread, or spread as it comes. */
export async function ownWorker(folder: ModelFolder, how: How): Promise<Worker> {
  const doing = how === 'one' ? await inThisThread(folder) : await spread(folder);
  return {
    block: async (kind, batch, often) => {
      const start = now(how);
      let units = 0;
      for (let time = 0; time < often; time++) units += await once(doing, kind, batch);
      return (units * 1e6) / (now(how) - start);
    },
    close: () => doing.close(),
  };
}

async function inThisThread(folder: ModelFolder): Promise<Doing> {
  const model = await openModel({ model: folder, device: 'cpu', threads: 1 });
  return {
    write: async (questions) => {
      const outcome = await model.perform({ kind: 'write', questions }, unwatched);
      return outcome.kind === 'write' ? outcome.answers : [];
    },
    choose: (questions) => model.perform({ kind: 'choose', questions }, unwatched),
    close: async () => undefined,
  };
}

async function spread(folder: ModelFolder): Promise<Doing> {
  const model = await new OnnxLanguageModels().openFolder(folder, 'cpu');
  const asking = { signal: new AbortController().signal };
  return {
    write: (questions) => model.write(questions, asking),
    choose: (questions) => model.choose(questions, asking),
    close: () => model.close(),
  };
}

async function once(doing: Doing, kind: Kind, batch: number): Promise<number> {
  const { beginnings, tokens: maxTokens, prompts, options } = work;
  if (kind === 'choose') {
    await doing.choose(prompts.slice(0, batch).map((prompt) => ({ prompt, options })));
    return batch;
  }
  const how = { maxTokens, temperature: 0, topK: 0, topP: 1, stop: [], seed: 1 };
  const answers = await doing.write(
    Array.from({ length: batch }, (_, at) => ({ prompt: beginnings[at % beginnings.length] ?? '', ...how })),
  );
  return answers.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** Microseconds. */
function now(how: How): number {
  if (how === 'all') return performance.now() * 1000;
  const { user, system } = process.cpuUsage();
  return user + system;
}
