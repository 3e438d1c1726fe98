/** Texts of a transformer in training: with a cache, and by reading every text anew for each token. */
import type { Learner } from '../../src/plugins/contract/training.ts';
import { onnxTraining as training } from '../../src/runtime/onnx/train/index.ts';
import { createRng, rootSeed } from '../../src/runtime/study/seed.ts';
import { median, type Row } from '../row.ts';

const TEXTS = 64;
const TOKENS = 32;
const VOCABULARY = 256;
const PROMPT = [1, 2, 3, 4, 5, 6, 7, 8];
const POSITIONS = PROMPT.length + TOKENS;
const ROUNDS = 5;
const rng = createRng(rootSeed(5));

type Writer = Learner<'writer', 'tokens' | 'targets'>;

export async function writingRow(): Promise<Row> {
  const trainer = await training.trainer({
    networks: {
      writer: training.transformer({ vocabulary: VOCABULARY, width: 64, layers: 3, heads: 4, positions: POSITIONS }),
    },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { writer }, { tokens, targets }) => training.losses.crossEntropy(t, writer(tokens), targets),
    optimizer: { method: 'adam', rate: 1e-3 },
  });
  const learner = trainer.learner(rng);
  const prompts = Array.from({ length: TEXTS }, () => PROMPT);
  const rates: { cached: number[]; anew: number[] } = { cached: [], anew: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const cached = await rate(() => learner.write('writer', prompts, { maxTokens: TOKENS, temperature: 0, rng }));
    const anew = await rate(() => writtenAnew(learner));
    if (round === 0) continue;
    rates.cached.push(cached);
    rates.anew.push(anew);
  }
  await trainer.dispose();
  return {
    work: `write ${TEXTS} × ${TOKENS} tokens by a transformer in training, width 64, 3 layers`,
    figure: median(rates.cached),
    unit: 'tokens/s',
    reference: { name: 'by apply', figure: median(rates.anew) },
  };
}

/** Tokens in a second of the processor's time. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (TEXTS * TOKENS * 1e6) / (user + system);
}

/** All texts padded to one length, so that one graph serves every token. */
async function writtenAnew(learner: Writer): Promise<void> {
  const data = new Int32Array(TEXTS * POSITIONS);
  for (let row = 0; row < TEXTS; row++) data.set(PROMPT, row * POSITIONS);
  for (let length = PROMPT.length; length < POSITIONS; length++) {
    const { data: logits } = await learner.apply('writer', { dims: [TEXTS, POSITIONS], data });
    for (let row = 0; row < TEXTS; row++) {
      const at = (row * POSITIONS + length - 1) * VOCABULARY;
      let best = 0;
      for (let token = 1; token < VOCABULARY; token++) {
        if ((logits[at + token] ?? 0) > (logits[at + best] ?? 0)) best = token;
      }
      data[row * POSITIONS + length] = best;
    }
  }
}
