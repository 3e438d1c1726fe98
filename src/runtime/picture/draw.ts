import type { Game } from '../game/game.ts';
import { closurePicture } from './closure.ts';
import { constraintsPicture } from './constraints.ts';
import { contractPicture, isContract } from './contract.ts';
import { flowPicture, isScheme } from './flow.ts';
import { heatmapPicture } from './heatmap.ts';
import { matrixPicture } from './matrix.ts';
import { menuPicture } from './menu.ts';
import type { Picture, PictureKind } from './picture.ts';
import { type NotThisPicture, not, type PictureSubject, type SolvedSubject } from './subject.ts';
import { mostNodes, treePicture } from './tree.ts';

/** The picture of a kind, or why there is none: a sentence. Calls no solver. */
export function pictureOf(kind: PictureKind, subject: PictureSubject): Picture | NotThisPicture {
  if (kind === 'tree') return treePicture({ ...subject, profile: undefined });
  if (kind === 'matrix') return matrixPicture(subject);
  const { profile } = subject;
  if (!profile) return not(`a picture of kind ${kind} shows an answer, and nothing is solved here: name a study`);
  const solved = { ...subject, profile };
  switch (kind) {
    case 'strategy':
      return treePicture(solved);
    case 'flow':
      return flowPicture(solved);
    case 'closure':
      return closurePicture(solved);
    case 'contract':
      return contractPicture(solved);
    case 'menu':
      return menuPicture(solved);
    case 'heatmap':
      return heatmapPicture(solved);
    case 'constraints':
      return constraintsPicture(solved);
  }
}

/** The kinds that suit an answer, by the structure of the problem and its rules, the most telling first. */
export function suitableKinds(subject: SolvedSubject): readonly PictureKind[] {
  const { game } = subject;
  if (!game.commitments) {
    const isMatrix = !('reason' in matrixPicture(subject));
    return isMatrix ? ['matrix'] : ['strategy'];
  }
  const made = (kind: PictureKind): boolean => !('reason' in pictureOf(kind, subject));
  const kinds: readonly (readonly [PictureKind, boolean])[] = [
    ['closure', made('closure')],
    ['flow', isScheme(subject)],
    ['menu', made('menu')],
    ['heatmap', made('heatmap')],
    ['contract', isContract(subject)],
    ['constraints', made('constraints')],
    ['strategy', isSmall(game)],
  ];
  const suitable = kinds.flatMap(([kind, suits]) => (suits ? [kind] : []));
  // The tree of a commitment says little that the others do not; it stands in where there is nothing else.
  return suitable.length > 1 ? suitable.filter((kind) => kind !== 'strategy') : suitable;
}

function isSmall({ nodes }: Game): boolean {
  return nodes <= mostNodes;
}

/** The pictures that suit an answer. */
export function suitablePictures(subject: SolvedSubject): readonly Picture[] {
  return suitableKinds(subject).flatMap((kind) => {
    const picture = pictureOf(kind, subject);
    return 'reason' in picture ? [] : [picture];
  });
}
