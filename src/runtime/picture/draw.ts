import { bindingPicture } from './binding.ts';
import { closurePicture } from './closure.ts';
import { constraintsPicture } from './constraints.ts';
import { contractPicture, isContract } from './contract.ts';
import { flowPicture, isScheme } from './flow.ts';
import { heatmapPicture } from './heatmap.ts';
import { matrixPicture } from './matrix.ts';
import { menuPicture } from './menu.ts';
import type { Picture, PictureKind } from './picture.ts';
import { type NotThisPicture, not, type PictureSubject, type SolvedSubject } from './subject.ts';
import { treePicture } from './tree.ts';

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
    case 'binding':
      return bindingPicture(solved);
    case 'constraints':
      return constraintsPicture(solved);
  }
}

/** Which kinds a reader expects, by the structure of the problem and its rules, the most telling first; some may not apply. */
function expectedKinds(subject: SolvedSubject): readonly PictureKind[] {
  if (!subject.game.commitments) return ['matrix', 'strategy'];
  return [
    'closure',
    ...(isScheme(subject) ? (['flow'] as const) : []),
    'menu',
    'heatmap',
    ...(isContract(subject) ? (['contract'] as const) : []),
    'binding',
    'constraints',
  ];
}

/** The pictures that suit an answer. Where no other does, the strategies on the tree. */
export function suitablePictures(subject: SolvedSubject): readonly Picture[] {
  const pictures: Picture[] = [];
  for (const kind of expectedKinds(subject)) {
    // The tree of a matrix game says nothing that the matrix does not.
    if (kind === 'strategy' && pictures.length > 0) continue;
    const picture = pictureOf(kind, subject);
    if (!('reason' in picture)) pictures.push(picture);
  }
  return pictures.length > 0 ? pictures : [treePicture(subject)];
}
