import { setImmediate } from 'node:timers/promises';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Play } from '../play/play.ts';
import { type EnumerateOptions, Enumeration } from './enumerate.ts';
import { estimate } from './estimate.ts';
import { flatten } from './flatten.ts';
import type { PlayedGame } from './game.ts';
import { bytesOf } from './size.ts';

export interface CompileOptions {
  /** Bytes that the tree may take; 4 GB unless told. */
  readonly bytes?: number | undefined;
  /** Histories that it may have; 50 million unless told. */
  readonly histories?: number | undefined;
  /** Keep exact chances and payoffs beside the floats: unless told, where the scenario commits, and in small trees. */
  readonly exact?: boolean | undefined;
  /**
   * Which lies are enumerated where the scenario commits. `one`, the default: on one path at most one player's reports
   * deviate from the truth, and a report of somebody else below a lie has its truthful branch only. `all`: every report
   * is free. `none`: every report is the truth.
   */
  readonly lies?: 'none' | 'one' | 'all' | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then, every 16,384 histories at most; what it throws ends the compilation. */
  readonly look?: (() => void) | undefined;
  /** Told now and then how many histories have been enumerated. */
  readonly progress?: ((histories: number) => void) | undefined;
}

const MOST_BYTES = 4e9;
const MOST_HISTORIES = 50_000_000;

/** Trees up to this size keep their exact numbers without being asked. */
const SMALL = 20_000;

/** A tree that turns out to have more histories than this is estimated before the rest of it is enumerated. */
const LOOK = 1 << 15;

/**
 * Enumerates a play once into flat arrays. Throws a DiagnosticError: where it would not fit, with the estimate, before
 * more than a small part of it is enumerated; where a domain cannot be listed; and whatever the plays themselves break.
 * An aborted signal throws its reason. Time and memory: linear in the number of histories.
 */
export function compile(play: Play, options: CompileOptions = {}): PlayedGame {
  const tree = enumeration(play, options);
  while (!tree.advance(Number.POSITIVE_INFINITY));
  return flatten(play, tree);
}

/** Milliseconds of work between two pauses, in which timers and signals of the thread have their turn. */
const SLICE = 50;

/** Histories between two looks at the clock. */
const STEP = 1 << 12;

/** The same as `compile`, in slices: so that Ctrl-C reaches the program while a large tree is enumerated. */
export async function compileInSlices(play: Play, options: CompileOptions = {}): Promise<PlayedGame> {
  const tree = enumeration(play, options);
  for (let began = performance.now(); !tree.advance(tree.log.nodes + STEP); ) {
    if (performance.now() - began < SLICE) continue;
    await setImmediate();
    options.look?.();
    options.signal?.throwIfAborted();
    began = performance.now();
  }
  return flatten(play, tree);
}

function enumeration(play: Play, options: CompileOptions): Enumeration {
  const limit = limitOf(play, options);
  const look = (): void => {
    options.signal?.throwIfAborted();
    options.look?.();
  };
  return new Enumeration(play, {
    exactNodes: exactNodes(play, options),
    liars: liarsOf(play, options),
    mostNodes: limit.histories,
    estimateAt: Math.min(LOOK, limit.histories),
    refuse: (nodes) => {
      const expected = estimate(play, limit.histories, look);
      if (expected > limit.histories) throw tooLarge(play, expected, false, limit);
      if (nodes >= limit.histories) throw tooLarge(play, limit.histories, true, limit);
    },
    look,
    progress: options.progress,
  });
}

function liarsOf({ commits }: Play, { lies }: CompileOptions): EnumerateOptions['liars'] {
  if (lies === 'none') return 'none';
  return commits && lies !== 'all' ? 'one' : 'all';
}

function exactNodes(play: Play, { exact }: CompileOptions): number {
  if (exact === undefined && !play.commits) return SMALL;
  return exact === false ? 0 : Number.POSITIVE_INFINITY;
}

interface Limit {
  /** Histories that fit. */
  readonly histories: number;
  readonly perHistory: number;
  /** The limit that was set. */
  readonly limit: number;
  readonly unit: 'bytes' | 'histories';
}

function limitOf(play: Play, { bytes = MOST_BYTES, histories = MOST_HISTORIES }: CompileOptions): Limit {
  const perHistory = bytesOf(play.payees.length);
  const fitting = Math.floor(bytes / perHistory);
  if (fitting < histories) return { histories: fitting, perHistory, limit: bytes, unit: 'bytes' };
  return { histories, perHistory, limit: histories, unit: 'histories' };
}

function tooLarge(
  { scenario }: Play,
  histories: number,
  counted: boolean,
  { perHistory, limit, unit }: Limit,
): DiagnosticError {
  const { span, name } = scenario;
  const bytes = histories * perHistory;
  return new DiagnosticError([
    { code: 'game/too-large', span, scenario: name, histories, counted, bytes, limit, unit },
  ]);
}
