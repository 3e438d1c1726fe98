import type { ServiceIdentifier } from 'inversify';
import type { Device } from './language-model.ts';
import type { Rng } from './run.ts';
import type { Tape, Variable } from './tape.ts';

/** Numbers with a shape, last axis fastest: reals in a Float32Array, indices in an Int32Array. */
export interface NumberArray {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

/** A parameter of a network, and how it begins: all zeros, all ones, or normal around 0 with a standard deviation. */
export interface ParameterSpec {
  readonly name: string;
  readonly dims: readonly number[];
  readonly initial: 'zeros' | 'ones' | { readonly deviation: number };
}

/** Text or bytes of a file, by its path in a folder. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

/** A function with parameters. Plugins may bring their own: plain data and a function that writes on a tape. */
export interface Network {
  readonly parameters: readonly ParameterSpec[];
  apply(tape: Tape, parameter: (name: string) => Variable, input: Variable): Variable;
  /** How it writes texts token by token, for `Learner.write`; a network without it only reads them. */
  readonly writing?: WritingGraph;
  /** An ordinary model folder with these parameters: `config.json`, `onnx/model.onnx`. Without it `save` writes no folder of the network. */
  files?(parameters: Readonly<Record<string, Float32Array>>): FolderFiles;
}

/** A decoder with keys and values of what it has read. */
export interface WritingGraph {
  readonly vocabulary: number;
  /** The longest text in tokens. */
  readonly positions: number;
  readonly layers: number;
  /** Heads of keys and values, and how many numbers each has. */
  readonly heads: number;
  readonly headSize: number;
  /**
   * An ONNX file with inputs and outputs as Optimum's exports have them, and the parameters of the network as further inputs. `called` says
   * by what names.
   */
  graph(called: (parameter: string) => string): Uint8Array;
}

/** How `Learner.write` goes on from prompts. */
export interface WriteOptions {
  /** At most so many tokens for each prompt. */
  readonly maxTokens: number;
  /** 1 by default; 0 takes the likeliest token. */
  readonly temperature?: number;
  /** Only the k likeliest; 0, the default, is all. */
  readonly topK?: number;
  /** Each prompt draws from a child of it, by its place: what a text becomes does not depend on the others. */
  readonly rng: Rng;
  /** Tokens that end a text. */
  readonly endTokens?: readonly number[];
}

/** What was written after a prompt. */
export interface WrittenTokens {
  /** The token that ended the text is among them, as the last one. */
  readonly tokens: readonly number[];
  /**
   * Of each token given all before it, as the network itself has it: `losses.logProbability` gives the same, whatever temperature and topK
   * were. Natural logarithms.
   */
  readonly logProbabilities: readonly number[];
  /** At one of the end tokens; or at the most tokens, or where the network can look at no more. */
  readonly ended: 'stop' | 'length';
}

export interface PerceptronOptions {
  /** Numbers in, widths of the hidden layers, numbers out. */
  readonly sizes: readonly number[];
  /** After every hidden layer; `tanh` by default. */
  readonly activation?: 'tanh' | 'relu' | 'silu';
}

/** A llama-type decoder: pre-norm (RMS), RoPE, SwiGLU. */
export interface TransformerOptions {
  readonly vocabulary: number;
  /** Numbers per token between the layers. */
  readonly width: number;
  readonly layers: number;
  /** A divisor of the width; width / heads must be even. */
  readonly heads: number;
  /** A divisor of `heads`, which it is by default. */
  readonly keyValueHeads?: number;
  /** Inside the feed-forward nets; 8/3 of the width by default, rounded up to a multiple of 8. */
  readonly hidden?: number;
  /** The longest text in tokens. */
  readonly positions: number;
  /** Base of the rotary angles; 10,000 by default. */
  readonly theta?: number;
  /** True, the default: the head is the embedding, transposed. */
  readonly tied?: boolean;
  /** The token that ends a text, for `config.json` of checkpoints. */
  readonly endToken?: number;
  /** Files that `save` writes beside them, by name: with `tokenizer.json` and `tokenizer_config.json` a checkpoint can sit in a seat. */
  readonly tokenizer?: Readonly<Record<string, string>>;
}

/** The step size at a step, counted from 0. */
export type Schedule = (step: number) => number;

interface OptimizerBase {
  readonly rate: number | Schedule;
  /** Gradients are scaled so that the norm of all of them together is at most this. */
  readonly clip?: number;
}

export type OptimizerOptions =
  /** `momentum` 0 by default. */
  | (OptimizerBase & { readonly method: 'sgd'; readonly momentum?: number })
  /** `betas` [0.9, 0.999], `epsilon` 1e-8 by default (Kingma and Ba 2015). */
  | (OptimizerBase & { readonly method: 'adam'; readonly betas?: readonly [number, number]; readonly epsilon?: number })
  /** Adam with `decay` (0.01 by default) of matrices, apart from the gradients (Loshchilov and Hutter 2019). */
  | (OptimizerBase & {
      readonly method: 'adamw';
      readonly betas?: readonly [number, number];
      readonly epsilon?: number;
      readonly decay?: number;
    });

/** What a computation may use: the networks as functions, the inputs as variables. */
export type Computation<N extends string, I extends string, R> = (
  tape: Tape,
  networks: Readonly<Record<N, (input: Variable) => Variable>>,
  inputs: Readonly<Record<I, Variable>>,
) => R;

/** The loss, a number of no dimension, and other numbers that a step is to report. */
export interface LossParts {
  readonly loss: Variable;
  readonly figures: Readonly<Record<string, Variable>>;
}

export interface TrainerOptions<N extends string, I extends string> {
  readonly networks: Readonly<Record<N, Network>>;
  /** What a batch is made of. Shapes come from the batches: each new combination makes a graph, which is kept. */
  readonly inputs: Readonly<Record<I, Variable['type']>>;
  /** Written down once for each combination of shapes: it must not depend on anything that changes. */
  readonly loss: Computation<N, I, Variable | LossParts>;
  readonly optimizer: OptimizerOptions;
  /** `cpu` by default. On others parameters stay on the device between steps. */
  readonly device?: Device;
  /** Looked at in every step, which then throws its reason. */
  readonly signal?: AbortSignal;
}

export interface StepReport {
  readonly loss: number;
  /** The norm of all gradients together, before they are clipped. */
  readonly gradientNorm: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** All that a learner knows: structured-clone data, as `run.checkpoint` takes. Names are `network.parameter`. */
export interface LearnerState {
  /** Steps done. */
  readonly step: number;
  readonly parameters: Readonly<Record<string, Float32Array>>;
  /** What the optimiser remembers; where something is missing it begins at 0. */
  readonly moments: Readonly<Record<string, Float32Array>>;
}

/**
 * Parameters that learn. One call at a time: wait for the one before. Same seed and same batches: same parameters, bit for
 * bit, on the same machine and device.
 */
export interface Learner<N extends string, I extends string> {
  readonly steps: number;
  /** Moves the parameters one step against the gradient of the loss. */
  step(batch: Readonly<Record<I, NumberArray>>): Promise<StepReport>;
  /** The loss and the figures, nothing moved. */
  evaluate(batch: Readonly<Record<I, NumberArray>>): Promise<Omit<StepReport, 'gradientNorm'>>;
  /** What one of the networks makes of an input. */
  apply(network: N, input: NumberArray): Promise<NumberArray>;
  /**
   * Texts after prompts, by one of the networks as it is now, with keys and values kept from token to token: each token costs one, not all
   * before it. What prompts begin with in common is read once, also where they are the same. Throws RangeError where the network writes no texts,
   * and where a prompt is empty, longer than the network looks back, or has tokens that it does not know.
   */
  write(network: N, prompts: readonly (readonly number[])[], options: WriteOptions): Promise<readonly WrittenTokens[]>;
  /** Copies. */
  state(): Promise<LearnerState>;
  /**
   * Writes an ordinary model folder for each network, in `folder` itself if there is but one, else in `folder/<network>`;
   * and `folder/training.safetensors`, from which `Training.saved` goes on.
   */
  save(folder: string): Promise<void>;
  /** Frees what is on the device. */
  dispose(): void;
}

/** A way of training: networks, loss, optimiser. Its graphs are shared by all its learners, as many as there are. */
export interface Trainer<N extends string, I extends string> {
  /**
   * Fresh parameters from `rng`; or those of a state, with which the optimiser goes on. Throws a Refusal where the state is that of
   * other networks.
   */
  learner(from: Rng | LearnerState): Learner<N, I>;
  /** Graphs made so far. */
  readonly graphs: number;
  /** Frees the graphs; learners are of no use afterwards. */
  dispose(): Promise<void>;
}

/** Losses as numbers of no dimension: means over places. `weights` and targets have the shape of the places. */
export interface Losses {
  /**
   * Mean of -log softmax(logits) at the targets, weighted. logits [...places, classes]. Places with a negative target do not count.
   */
  crossEntropy(tape: Tape, logits: Variable, targets: Variable, weights?: Variable): Variable;
  meanSquare(tape: Tape, output: Variable, target: Variable): Variable;
  /** log softmax(logits) at the actions, [...places]; 0 where an action is negative. */
  logProbability(tape: Tape, logits: Variable, actions: Variable): Variable;
  /**
   * Log-probability of whole sequences, [batch], of logits [batch, sequence, vocabulary]: summed over the targets that are not
   * negative.
   */
  sequenceLogProbability(tape: Tape, logits: Variable, targets: Variable): Variable;
  /** REINFORCE: minus the mean of advantage · log-probability of the action. Places with a negative action do not count. */
  policyGradient(tape: Tape, logits: Variable, actions: Variable, advantages: Variable): Variable;
  /**
   * PPO's clipped surrogate (Schulman et al. 2017); `before` has the log-probabilities under the policy that acted.
   */
  clippedPolicyGradient(
    tape: Tape,
    logits: Variable,
    actions: Variable,
    advantages: Variable,
    before: Variable,
    clip?: number,
  ): Variable;
  /** Mean of KL(softmax(logits) ‖ softmax(reference)) over places; `weights` (1 or 0) say which count. */
  divergence(tape: Tape, logits: Variable, reference: Variable, weights?: Variable): Variable;
  /** Mean entropy of softmax(logits) over places. */
  entropy(tape: Tape, logits: Variable, weights?: Variable): Variable;
  /**
   * Direct preference (Rafailov et al. 2023): mean of -log sigmoid(beta · margin), where margin is how much more the policy
   * raised the chosen text above the reference than the rejected one. All four are log-probabilities of whole texts, [batch].
   */
  preference(
    tape: Tape,
    pairs: {
      readonly chosen: Variable;
      readonly rejected: Variable;
      readonly referenceChosen: Variable;
      readonly referenceRejected: Variable;
    },
    beta: number,
  ): Variable;
  /**
   * Squared log-ratio (IPO, INPO, SPPO): mean of (log-ratio - target)², where the log-ratio is policy minus reference
   * of a text, or of a pair of texts.
   */
  logRatio(tape: Tape, policy: Variable, reference: Variable, target: Variable): Variable;
}

/** Schedules of the step size. */
export interface Schedules {
  constant(rate: number): Schedule;
  /** From 0 up to the rate of `then` over the first steps; `then` counts its steps from the end of the warm-up. */
  warmup(steps: number, then: Schedule): Schedule;
  /** Straight from `from` to `to` over `steps` steps, then `to`. */
  linear(from: number, to: number, steps: number): Schedule;
  /** Half a cosine from `from` to `to` over `steps` steps, then `to`. */
  cosine(from: number, to: number, steps: number): Schedule;
}

/**
 * Trains networks in ONNX Runtime: a computation is written down on a tape, differentiated, and run as an ONNX graph, on the
 * processor or on a device. See docs/how-to/training.md.
 */
export interface Training {
  /** Throws a Refusal where the runtime or the device is missing. */
  trainer<N extends string, I extends string>(options: TrainerOptions<N, I>): Promise<Trainer<N, I>>;
  perceptron(options: PerceptronOptions): Network;
  transformer(options: TransformerOptions): Network;
  /** The state in a folder that a learner saved. Throws a Refusal where there is none. */
  saved(folder: string): Promise<LearnerState>;
  readonly losses: Losses;
  readonly schedules: Schedules;
}

export const Training: ServiceIdentifier<Training> = Symbol.for('icsap/Training');
