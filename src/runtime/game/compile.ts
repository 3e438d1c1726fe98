import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Play } from '../play/play.ts';
import { Enumeration } from './enumerate.ts';
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
   * is free.
   */
  readonly lies?: 'one' | 'all' | undefined;
  readonly signal?: AbortSignal | undefined;
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
  const limit = limitOf(play, options);
  const tree = new Enumeration(play, {
    exactNodes: exactNodes(play, options),
    oneLiar: play.commits && options.lies !== 'all',
    mostNodes: limit.histories,
    look: Math.min(LOOK, limit.histories),
    refuse: (nodes) => {
      const expected = estimate(play, limit.histories);
      if (expected > limit.histories) throw tooLarge(play, expected, false, limit);
      if (nodes >= limit.histories) throw tooLarge(play, limit.histories, true, limit);
    },
    signal: options.signal,
    progress: options.progress,
  });
  tree.run();
  return flatten(play, tree);
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
