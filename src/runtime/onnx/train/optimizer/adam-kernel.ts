import { type Code, instruction as i, moduleBytes } from './assembler.ts';

/** What Adam does in one step with every number of an array. */
export interface AdamNumbers {
  /** Of the gradient. */
  readonly scale: number;
  readonly betas: readonly [number, number];
  readonly size: number;
  readonly correction: number;
  /** Of the parameter. */
  readonly left: number;
  readonly epsilon: number;
}

/** Where arrays of one length begin, in bytes, and where the parameter ends: multiples of 16. */
export interface AdamPlaces {
  readonly parameter: number;
  readonly gradient: number;
  readonly first: number;
  readonly second: number;
  readonly end: number;
}

export type AdamKernel = (places: AdamPlaces, numbers: AdamNumbers) => void;

/** The part of WebAssembly that is used here; TypeScript has its types only for browsers. */
declare const WebAssembly: {
  Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

const PAGE = 65_536;

/** Locals: the first five are addresses, then single floats, then the same floats four times over. */
const [PARAMETER, GRADIENT, FIRST, SECOND, END] = [0, 1, 2, 3, 4];
const FLOATS = ['scale', 'beta1', 'rest1', 'beta2', 'rest2', 'size', 'correction', 'left', 'epsilon'] as const;
const float = (name: (typeof FLOATS)[number]) => 5 + FLOATS.indexOf(name);
const spread = (name: (typeof FLOATS)[number]) => i.get(float(name) + FLOATS.length);
const [SLOPE, MEAN, SQUARE] = [0, 1, 2].map((n) => 5 + 2 * FLOATS.length + n);

let compiled: object | undefined;

/**
 * Adam on four floats at a time, in single precision, with the memory in which the arrays must lie. Roots and divisions take most of
 * the time of a step otherwise: see the bench.
 */
export function adamKernel(bytes: number): { readonly memory: ArrayBuffer; readonly run: AdamKernel } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  compiled ??= new WebAssembly.Module(adamModule());
  const { run } = new WebAssembly.Instance(compiled, { memory: { memory } }).exports;
  if (typeof run !== 'function') throw new TypeError('the module has no function');
  return {
    memory: memory.buffer,
    run: (
      { parameter, gradient, first, second, end },
      { scale, betas: [beta1, beta2], size, correction, left, epsilon },
    ) => {
      const floats = [scale, beta1, 1 - beta1, beta2, 1 - beta2, size, correction, left, epsilon];
      run(parameter, gradient, first, second, end, ...floats);
    },
  };
}

function adamModule(): Uint8Array<ArrayBuffer> {
  const [slope = 0, mean = 0, square = 0] = [SLOPE, MEAN, SQUARE];
  const step = [
    ...set(slope, product(spread('scale'), at(GRADIENT))),
    ...set(mean, sum(product(spread('beta1'), at(FIRST)), product(spread('rest1'), i.get(slope)))),
    ...set(square, sum(product(spread('beta2'), at(SECOND)), product(spread('rest2'), i.get(slope), i.get(slope)))),
    ...stored(FIRST, i.get(mean)),
    ...stored(SECOND, i.get(square)),
    ...stored(PARAMETER, [...product(spread('left'), at(PARAMETER)), ...move(mean, square), ...i.subtract]),
    ...[PARAMETER, GRADIENT, FIRST, SECOND].flatMap((address) => [
      ...[...i.get(address), ...i.integer(16), ...i.addIntegers],
      ...i.set(address),
    ]),
    ...[...i.get(PARAMETER), ...i.get(END), ...i.isBelow],
  ];
  const spreads = FLOATS.flatMap((name) => [...i.get(float(name)), ...i.splat, ...i.set(float(name) + FLOATS.length)]);
  return moduleBytes({
    parameters: [...Array<'integer'>(5).fill('integer'), ...FLOATS.map(() => 'float' as const)],
    vectors: FLOATS.length + 3,
    body: [...spreads, ...i.loopWhile(step)],
  });
}

/** size · mean / (√square · correction + epsilon) */
function move(mean: number, square: number): Code {
  const root = [...i.get(square), ...i.root];
  return [
    ...product(spread('size'), i.get(mean)),
    ...sum(product(root, spread('correction')), spread('epsilon')),
    ...i.divide,
  ];
}

const at = (address: number): Code => [...i.get(address), ...i.load];
const set = (local: number, value: Code): Code => [...value, ...i.set(local)];
const stored = (address: number, value: Code): Code => [...i.get(address), ...value, ...i.store];
const sum = (a: Code, b: Code): Code => [...a, ...b, ...i.add];
const product = (first: Code, ...others: readonly Code[]): Code => [
  ...first,
  ...others.flatMap((other) => [...other, ...i.multiply]),
];
