import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'icsap-model-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array | object>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  }
}

/** Letters, spaces and a few signs, one token each; `ab` and ` a` are tokens of their own. <s> begins every text, </s> ends one. */
export const letters = [...'abcdefghijklmnopqrstuvwxyz ABC.,:?!\n'];
const vocabulary = ['<unk>', '<s>', '</s>', ...letters, 'ab', ' a'];
export const vocabularySize = vocabulary.length;

export const letterTokenizer = {
  version: '1.0',
  added_tokens: ['<unk>', '<s>', '</s>'].map((content, id) => ({ id, content, special: true, normalized: false })),
  normalizer: null,
  pre_tokenizer: null,
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [],
    special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
  },
  decoder: { type: 'Fuse' },
  model: {
    type: 'BPE',
    unk_token: '<unk>',
    vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    merges: [
      ['a', 'b'],
      [' ', 'a'],
    ],
  },
};

export const letterSettings = { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>' };

/** The files of a model that knows letters. */
export function letterModel(graph: Uint8Array, config: object = {}): Readonly<Record<string, Uint8Array | object>> {
  return {
    'config.json': { model_type: 'llama', max_position_embeddings: 64, ...config },
    'generation_config.json': { eos_token_id: [2] },
    'tokenizer.json': letterTokenizer,
    'tokenizer_config.json': letterSettings,
    'onnx/model.onnx': graph,
  };
}
