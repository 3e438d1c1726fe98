import type { PictureKind } from './picture.ts';

/** All kinds, those that say most of an answer first. */
export const pictureKinds: readonly PictureKind[] = [
  'closure',
  'flow',
  'contract',
  'menu',
  'heatmap',
  'matrix',
  'strategy',
  'binding',
  'constraints',
  'tree',
];

/** Pictures that need no answer. */
export const unsolvedKinds: readonly PictureKind[] = ['matrix', 'tree'];
