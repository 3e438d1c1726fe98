import type { Budget, Rng } from '../../../plugins/contract/run.ts';
import type { Play } from '../../play/play.ts';
import type { Certificate } from '../certificate.ts';
import { type Conduct, Player } from './player.ts';
import { Response } from './response.ts';

/** Plays from which a response is learnt, for each player; and from which it, and the values, are measured. */
const RESPONSES = 20_000;
const PLAYS = 20_000;
/** Of the time left: for learning all responses, and of the rest for measuring what they gain. */
const LEARNING = 0.5;
const GAINING = 0.6;
/** Plays that are sampled whatever the time. */
const FEWEST = 100;
/** Standard normal quantile of a two-sided interval of 95 %. */
const QUANTILE = 1.959964;

/** A mean over sampled plays, with its 95 % confidence interval. */
export interface Estimate {
  readonly mean: number;
  readonly interval: readonly [number, number];
  readonly plays: number;
}

/** A certificate from sampled plays alone. */
export interface SampledCertificate extends Certificate {
  readonly kind: 'estimated';
  readonly estimates: readonly Estimate[];
}

/** Mean and spread of a stream of numbers. */
export class Sample {
  count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count++;
    const distance = value - this.#mean;
    this.#mean += distance / this.count;
    this.#squares += distance * (value - this.#mean);
  }

  get mean(): number {
    return this.#mean;
  }

  /** Of the mean. */
  get variance(): number {
    return this.count < 2 ? Number.POSITIVE_INFINITY : this.#squares / (this.count - 1) / this.count;
  }

  estimate(): Estimate {
    const width = QUANTILE * Math.sqrt(this.variance);
    return { mean: this.#mean, interval: [this.#mean - width, this.#mean + width], plays: this.count };
  }
}

/**
 * Estimates the gap of a conduct from sampled plays: for each player a response is learnt from some, and what it gains is measured on
 * others, pair by pair with equal random numbers. So the gap is a lower bound of NashConv up to chance, which the interval is
 * about; it is NashConv where the responses are best ones. Time: plays x length, and own options.
 */
export function estimateEquilibrium(play: Play, conduct: Conduct, rng: Rng, budget: Budget): SampledCertificate {
  const player = new Player(play);
  const { players } = play;
  const responses = players.map(({ index }) => new Response(player, index, play.payeeOf[index] ?? -1, conduct));
  responses.forEach((response, at) => {
    learn(response, rng.child('response', at), part(budget, LEARNING / (players.length - LEARNING * at)));
  });
  const gains = players.map(({ index, name }, at) => {
    const patience = part(budget, GAINING / (players.length - GAINING * at));
    const conducts = { better: responses[at]?.conduct ?? conduct, usual: conduct };
    return { name, sample: gainOf(player, conducts, play.payeeOf[index] ?? -1, rng.child('gain', at), patience) };
  });
  const mean = gains.reduce((sum, { sample }) => sum + sample.mean, 0);
  const width = QUANTILE * Math.sqrt(gains.reduce((sum, { sample }) => sum + sample.variance, 0));
  const estimates = valuesOf(player, conduct, rng.child('values'), budget);
  const largest = gains.reduce((most, each) => (each.sample.mean > most.sample.mean ? each : most), gains[0] ?? none);
  return {
    kind: 'estimated',
    gap: Math.max(0, mean),
    interval: [Math.max(0, mean - width), Math.max(0, mean + width)],
    values: Float64Array.from(estimates, ({ mean: value }) => value),
    witness:
      largest.sample.mean > 0
        ? { player: largest.name, knows: '', deviation: 'learns a response', gain: largest.sample.mean }
        : undefined,
    bound: undefined,
    unproved:
      'the game is sampled, not enumerated: the gap is a lower bound, what responses gain that were learnt from sampled plays, measured in others (95 % confidence)',
    estimates,
  };
}

const none = { name: '', sample: new Sample() };

/** Whether a part of the time that is left is over. */
function part(budget: Budget, share: number): () => boolean {
  const left = budget.left();
  const until = Number.isFinite(left) ? left * (1 - share) : 0;
  return () => budget.left() <= until;
}

function learn(response: Response, rng: Rng, isOver: () => boolean): void {
  for (let k = 0; k < RESPONSES && !isOver(); k++) response.learn(() => rng.next());
}

/** What a response gains over the conduct itself, in pairs of plays that draw the same numbers for as long as they agree. */
function gainOf(
  player: Player,
  { better, usual }: { readonly better: Conduct; readonly usual: Conduct },
  payee: number,
  rng: Rng,
  isOver: () => boolean,
): Sample {
  const sample = new Sample();
  const numbers: number[] = [];
  const recorded = (): (() => number) => {
    let next = 0;
    return () => {
      if (next === numbers.length) numbers.push(rng.next());
      return numbers[next++] ?? 0;
    };
  };
  for (let k = 0; k < PLAYS && (k < FEWEST || !isOver()); k++) {
    numbers.length = 0;
    player.play(better, recorded());
    const gain = player.utility(payee);
    player.play(usual, recorded());
    sample.add(gain - player.utility(payee));
  }
  return sample;
}

function valuesOf(player: Player, conduct: Conduct, rng: Rng, budget: Budget): readonly Estimate[] {
  const samples = Array.from({ length: player.payees }, () => new Sample());
  for (let k = 0; k < PLAYS && (k < FEWEST || !budget.exhausted()); k++) {
    player.play(conduct, () => rng.next());
    samples.forEach((sample, payee) => {
      sample.add(player.utility(payee));
    });
  }
  return samples.map((sample) => sample.estimate());
}
