/**
 * The same network, loss and optimiser in jax-js, compiled as a whole: what training is compared with where `@jax-js/jax` is installed.
 * Every use of an array but the last takes `.ref`: jax-js counts them.
 */
export async function jaxSteps(weights, sizes, inputs, labels) {
  const name = '@jax-js/jax';
  const { defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import(name);
  await init('wasm');
  defaultDevice('wasm');
  const rows = labels.length;
  const flat = (data, ...dims) => np.array(data).reshape(dims);
  const x = flat(inputs, rows, sizes[0]);
  const y = nn.oneHot(np.array(Int32Array.from(labels), { dtype: np.int32 }), sizes.at(-1));

  const loss = ({ weights, biases }, input, target) => {
    let h = input;
    for (const [layer, weight] of weights.entries()) {
      h = np.matmul(h, weight).add(biases[layer]);
      if (layer < weights.length - 1) h = np.tanh(h);
    }
    return nn
      .logSoftmax(h)
      .mul(target)
      .sum()
      .mul(-1 / rows);
  };

  const step = jit((learned, first, second, size, correction, input, target) => {
    const [value, slopes] = valueAndGrad(loss)(refs(learned), input, target);
    const mean = zipped(first, refs(slopes), (m, g) => m.mul(0.9).add(g.mul(0.1)));
    const square = zipped(second, slopes, (v, g) => v.mul(0.999).add(g.ref.mul(g).mul(0.001)));
    const moves = zipped(refs(mean), refs(square), (m, v) =>
      m.mul(size.ref).div(np.sqrt(v).mul(correction.ref).add(1e-8)),
    );
    size.dispose();
    correction.dispose();
    return [value, zipped(learned, moves, (p, move) => p.sub(move)), mean, square];
  });

  let learned = {
    weights: weights.map((numbers, layer) => flat(numbers, sizes[layer], sizes[layer + 1])),
    biases: sizes.slice(1).map((size) => np.zeros([size])),
  };
  let first = zipped(refs(learned), refs(learned), (a, b) => a.sub(b));
  let second = zipped(refs(learned), refs(learned), (a, b) => a.sub(b));
  let done = 0;
  return async (rate) => {
    done++;
    const size = np.array(rate / (1 - 0.9 ** done));
    const correction = np.array(1 / Math.sqrt(1 - 0.999 ** done));
    const [value, ...next] = step(learned, first, second, size, correction, x.ref, y.ref);
    [learned, first, second] = next;
    return (await value.data())[0];
  };
}

const refs = ({ weights, biases }) => ({ weights: weights.map((w) => w.ref), biases: biases.map((b) => b.ref) });

const zipped = (a, b, f) => ({
  weights: a.weights.map((w, i) => f(w, b.weights[i])),
  biases: a.biases.map((w, i) => f(w, b.biases[i])),
});
