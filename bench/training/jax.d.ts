/** Makes a function that does one training step and returns the loss before it. Throws ERR_MODULE_NOT_FOUND without jax-js. */
export function jaxSteps(
  weights: readonly Float32Array[],
  sizes: readonly number[],
  inputs: Float32Array,
  labels: Int32Array,
): Promise<(rate: number) => Promise<number>>;
