import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoderModel } from '../../graph/index.ts';
import { readCheckpoint } from './checkpoint.ts';
import { readPieces, tokenizerOf } from './pieces.ts';

/** What a checkpoint and its tokenizer become: the files of a model's folder, by name. */
export function importLlama2c(checkpoint: string, tokenizer: string): Readonly<Record<string, string | Uint8Array>> {
  const { config, weights } = readCheckpoint(checkpoint);
  const pieces = readPieces(tokenizer, config.vocabulary);
  const text = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  return {
    'config.json': text({
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      vocab_size: config.vocabulary,
      hidden_size: config.width,
      intermediate_size: config.hidden,
      hidden_act: 'silu',
      num_hidden_layers: config.layers,
      num_attention_heads: config.heads,
      num_key_value_heads: config.keyValueHeads,
      head_dim: config.headSize,
      max_position_embeddings: config.positions,
      rope_theta: config.theta,
      rms_norm_eps: config.epsilon,
      tie_word_embeddings: config.tied,
      bos_token_id: 1,
      eos_token_id: 2,
    }),
    // llama2.c separates texts by <s>: a model that writes one has come to its end.
    'generation_config.json': text({ bos_token_id: 1, eos_token_id: [1, 2] }),
    'tokenizer.json': text(tokenizerOf(pieces)),
    'tokenizer_config.json': text({
      tokenizer_class: 'LlamaTokenizer',
      bos_token: '<s>',
      eos_token: '</s>',
      unk_token: '<unk>',
      add_bos_token: true,
      add_eos_token: false,
      clean_up_tokenization_spaces: false,
      model_max_length: config.positions,
    }),
    'onnx/model.onnx': decoderModel(config, weights),
  };
}

/** Writes the files of a model. */
export function writeModel(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}
