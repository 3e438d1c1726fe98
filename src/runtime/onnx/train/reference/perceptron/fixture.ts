/** A perceptron with tanh, cross-entropy and Adam in plain loops over typed arrays: what training is tested and timed against. */
export class PlainPerceptron {
  readonly weights: readonly Float32Array[];
  readonly biases: readonly Float32Array[];
  readonly #sizes: readonly number[];
  readonly #batch: number;
  readonly #outputs: readonly Float32Array[];
  readonly #slopes: readonly Float32Array[];
  readonly #learned: readonly {
    readonly numbers: Float32Array;
    readonly gradient: Float32Array;
    readonly first: Float32Array;
    readonly second: Float32Array;
  }[];
  #steps = 0;

  constructor(sizes: readonly number[], batch: number, weights: readonly Float32Array[]) {
    this.#sizes = sizes;
    this.#batch = batch;
    this.weights = weights;
    this.biases = sizes.slice(1).map((size) => new Float32Array(size));
    this.#outputs = sizes.map((size) => new Float32Array(batch * size));
    this.#slopes = sizes.map((size) => new Float32Array(batch * size));
    this.#learned = [...weights, ...this.biases].map((numbers) => ({
      numbers,
      gradient: new Float32Array(numbers.length),
      first: new Float32Array(numbers.length),
      second: new Float32Array(numbers.length),
    }));
  }

  /** The loss before the step. */
  step(inputs: Float32Array, labels: Int32Array, rate: number): number {
    this.#outputs[0]?.set(inputs);
    for (let layer = 0; layer < this.weights.length; layer++) this.#forward(layer);
    const loss = this.#lossAndSlope(labels);
    for (let layer = this.weights.length - 1; layer >= 0; layer--) this.#backward(layer);
    this.#adam(rate);
    return loss;
  }

  #layer(layer: number) {
    const [none, weights = none, biases = none] = [new Float32Array(), this.weights[layer], this.biases[layer]];
    const [below = none, above = none] = [this.#outputs[layer], this.#outputs[layer + 1]];
    const [slopesBelow = none, slopesAbove = none] = [this.#slopes[layer], this.#slopes[layer + 1]];
    const [inner = 0, out = 0] = [this.#sizes[layer], this.#sizes[layer + 1]];
    return {
      weights,
      biases,
      below,
      above,
      slopesBelow,
      slopesAbove,
      inner,
      out,
      isLast: layer === this.weights.length - 1,
    };
  }

  #forward(layer: number): void {
    const { weights, biases, below, above, inner, out, isLast } = this.#layer(layer);
    for (let row = 0; row < this.#batch; row++) {
      const at = row * out;
      for (let o = 0; o < out; o++) above[at + o] = biases[o] ?? 0;
      for (let i = 0; i < inner; i++) {
        const x = below[row * inner + i] ?? 0;
        for (let o = 0; o < out; o++) above[at + o] = (above[at + o] ?? 0) + x * (weights[i * out + o] ?? 0);
      }
      if (!isLast) for (let o = 0; o < out; o++) above[at + o] = Math.tanh(above[at + o] ?? 0);
    }
  }

  #lossAndSlope(labels: Int32Array): number {
    const { above, slopesAbove, out } = this.#layer(this.weights.length - 1);
    let loss = 0;
    for (let row = 0; row < this.#batch; row++) {
      const logits = above.subarray(row * out, (row + 1) * out);
      const largest = Math.max(...logits);
      let total = 0;
      for (const logit of logits) total += Math.exp(logit - largest);
      for (let o = 0; o < out; o++) {
        const share = Math.exp((logits[o] ?? 0) - largest) / total;
        const isLabel = labels[row] === o;
        slopesAbove[row * out + o] = (share - (isLabel ? 1 : 0)) / this.#batch;
        if (isLabel) loss -= Math.log(share) / this.#batch;
      }
    }
    return loss;
  }

  #backward(layer: number): void {
    const { weights, below, slopesBelow, slopesAbove, inner, out } = this.#layer(layer);
    const forWeights = this.#learned[layer]?.gradient.fill(0) ?? new Float32Array();
    const forBiases = this.#learned[this.weights.length + layer]?.gradient.fill(0) ?? new Float32Array();
    for (let row = 0; row < this.#batch; row++) {
      const at = row * out;
      for (let o = 0; o < out; o++) forBiases[o] = (forBiases[o] ?? 0) + (slopesAbove[at + o] ?? 0);
      for (let i = 0; i < inner; i++) {
        const x = below[row * inner + i] ?? 0;
        let slope = 0;
        for (let o = 0; o < out; o++) {
          const above = slopesAbove[at + o] ?? 0;
          forWeights[i * out + o] = (forWeights[i * out + o] ?? 0) + x * above;
          slope += (weights[i * out + o] ?? 0) * above;
        }
        slopesBelow[row * inner + i] = slope * (1 - x * x);
      }
    }
  }

  #adam(rate: number): void {
    this.#steps++;
    const [one, two] = [1 - 0.9 ** this.#steps, 1 - 0.999 ** this.#steps];
    for (const { numbers, gradient, first, second } of this.#learned) {
      for (let i = 0; i < numbers.length; i++) {
        const slope = gradient[i] ?? 0;
        const mean = 0.9 * (first[i] ?? 0) + 0.1 * slope;
        const square = 0.999 * (second[i] ?? 0) + 0.001 * slope * slope;
        first[i] = mean;
        second[i] = square;
        numbers[i] = (numbers[i] ?? 0) - (rate * (mean / one)) / (Math.sqrt(square / two) + 1e-8);
      }
    }
  }
}
