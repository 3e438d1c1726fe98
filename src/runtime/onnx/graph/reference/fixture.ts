import type { DecoderConfig, Weights } from '../decoder.ts';

/** Logits of every position of one sequence by plain loops: what the graph of the decoder is tested against. */
export function referenceLogits(config: DecoderConfig, weights: Weights, tokens: readonly number[]): number[][] {
  const { width, layers, vocabulary, tied } = config;
  const get = (name: string) => weights[name] ?? new Float32Array();
  let rows = tokens.map((token) => [...get('embedding').subarray(token * width, (token + 1) * width)]);
  for (let layer = 0; layer < layers; layer++) {
    rows = withAttention(config, get, `layer.${layer}.attention`, rows);
    rows = rows.map((row) => withFeed(config, get, `layer.${layer}.feed`, row));
  }
  return rows.map((row) => {
    const normal = normalised(row, get('norm'), config.epsilon);
    if (!tied) return times(normal, get('head'), vocabulary);
    return Array.from({ length: vocabulary }, (_, v) =>
      dot(normal, get('embedding').subarray(v * width, (v + 1) * width)),
    );
  });
}

type Get = (name: string) => Float32Array;

function withAttention(config: DecoderConfig, get: Get, at: string, rows: number[][]): number[][] {
  const { heads, keyValueHeads, headSize, epsilon, width } = config;
  const normal = rows.map((row) => normalised(row, get(`${at}.norm`), epsilon));
  const project = (name: string, count: number) =>
    normal.map((row) => split(times(row, get(`${at}.${name}`), count * headSize), headSize));
  const turned = (all: number[][][]) =>
    all.map((byHead, position) => byHead.map((head) => turnedBy(config, head, position)));
  const queries = turned(project('query', heads));
  const keys = turned(project('key', keyValueHeads));
  const values = project('value', keyValueHeads);
  return rows.map((row, i) => {
    const mixed = (queries[i] ?? []).flatMap((query, head) => {
      const group = Math.floor(head / (heads / keyValueHeads));
      const before = keys.slice(0, i + 1).map((byHead) => dot(query, byHead[group] ?? []) / Math.sqrt(headSize));
      const shares = softmax(before);
      return query.map((_, d) => shares.reduce((sum, share, j) => sum + share * (values[j]?.[group]?.[d] ?? 0), 0));
    });
    return sum(row, times(mixed, get(`${at}.output`), width));
  });
}

function withFeed({ hidden, width, epsilon }: DecoderConfig, get: Get, at: string, row: number[]): number[] {
  const normal = normalised(row, get(`${at}.norm`), epsilon);
  const up = times(normal, get(`${at}.up`), hidden);
  const inner = times(normal, get(`${at}.gate`), hidden).map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] ?? 0));
  return sum(row, times(inner, get(`${at}.down`), width));
}

function turnedBy({ headSize, theta, rotary }: DecoderConfig, head: number[], position: number): number[] {
  const out = [...head];
  const pairs = headSize / 2;
  for (let pair = 0; pair < pairs; pair++) {
    const [i, j] = rotary === 'halves' ? [pair, pair + pairs] : [2 * pair, 2 * pair + 1];
    const angle = position / theta ** (pair / pairs);
    const [a, b] = [head[i] ?? 0, head[j] ?? 0];
    out[i] = a * Math.cos(angle) - b * Math.sin(angle);
    out[j] = a * Math.sin(angle) + b * Math.cos(angle);
  }
  return out;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((s, x, i) => s + x * (b[i] ?? 0), 0);
const sum = (a: number[], b: number[]) => a.map((x, i) => x + (b[i] ?? 0));
const times = (row: number[], matrix: Float32Array, out: number) =>
  Array.from({ length: out }, (_, o) => row.reduce((s, x, i) => s + x * (matrix[i * out + o] ?? 0), 0));

function normalised(row: number[], scale: Float32Array, epsilon: number): number[] {
  const root = Math.sqrt(dot(row, row) / row.length + epsilon);
  return row.map((x, i) => (x / root) * (scale[i] ?? 0));
}

function softmax(scores: number[]): number[] {
  const exponentials = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((e) => e / total);
}

function split(row: number[], size: number): number[][] {
  return Array.from({ length: row.length / size }, (_, i) => row.slice(i * size, (i + 1) * size));
}
