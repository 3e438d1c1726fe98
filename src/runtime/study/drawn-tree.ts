import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { type FixedRules, fixedPart, outcome } from '../answer/index.ts';
import { compileInSlices } from '../game/compile.ts';
import type { Drawable } from '../picture/subject.ts';
import { type NotThisPicture, not } from '../picture/subject.ts';
import type { Play } from '../play/play.ts';
import { recognise } from '../problem/recognise.ts';

/** Plays, lies included, up to which lies are drawn: they are what constraints are about. */
const WITH_LIES = 200_000;

/** Histories that a tree has that is made for a picture alone. */
const MOST = 3_000_000;

/** A play without what its rules never decide, those rules, and what it is to cost. */
export interface RuledPlay {
  readonly play: Play;
  readonly fixed: FixedRules;
  /** Profiles of draws with honest reports, and the lies that there are for each. */
  readonly profiles: number;
  readonly lies: number;
  readonly progress: (histories: number) => void;
}

/**
 * The tree of rules that were audited without one, for pictures of them: with lies where there are few plays, else of the honest plays
 * alone. Time: linear in these.
 */
export async function drawnTree({
  play,
  fixed,
  profiles,
  lies,
  progress,
}: RuledPlay): Promise<Drawable | NotThisPicture> {
  const isHonest = profiles * (1 + lies) > WITH_LIES;
  try {
    const game = await compileInSlices(play, {
      lies: isHonest ? 'none' : 'one',
      histories: MOST,
      exact: false,
      progress,
    });
    const { profile } = outcome(recognise(game), fixedPart(game, fixed));
    return profile ? { game, profile, isHonest } : not('the play under these rules has no answer');
  } catch (error) {
    if (!(error instanceof DiagnosticError) || error.diagnostics[0]?.code !== 'game/too-large') throw error;
    return not(
      `a picture tells every honest play, and these are ${profiles}, with more than ${MOST} histories: smaller parameters, as with --set, have pictures`,
    );
  }
}
