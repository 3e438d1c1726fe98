import { type Behaviour, gameOf, type Knows, profileOf } from '../certify/fixture.ts';
import { catalogueText } from '../game/fixture.ts';
import type { Value } from '../play/value.ts';
import { pictureOf } from './draw.ts';
import type { Picture, PictureKind } from './picture.ts';
import type { SolvedSubject } from './subject.ts';

/** For tests: a game of the catalogue with an answer written by hand. */
export interface Written {
  /** A file of the catalogue, or the text itself. */
  readonly file?: string;
  readonly text?: string;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly behaviour: Behaviour;
  readonly money?: (label: string, knows: Knows) => number;
}

export function writtenAnswer({ file = '', text, parameters, behaviour, money }: Written): SolvedSubject {
  const game = gameOf(text ?? catalogueText(file), parameters);
  return { game, profile: profileOf(game, behaviour, money), name: 'eq', isDominant: false };
}

/** For tests: a picture of a kind that applies. */
export function drawn<K extends PictureKind>(kind: K, written: Written): Picture & { readonly kind: K } {
  const picture = pictureOf(kind, writtenAnswer(written));
  if ('reason' in picture) throw new Error(picture.reason);
  if (!isOfKind(picture, kind)) throw new Error(`a ${picture.kind} instead of a ${kind}`);
  return picture;
}

function isOfKind<K extends PictureKind>(picture: Picture, kind: K): picture is Picture & { readonly kind: K } {
  return picture.kind === kind;
}

/** The prosecutor of Kamenica and Gentzkow at its optimum, at a prior of 0.3. */
export const prosecutor: Written = {
  file: 'persuasion/prosecutor.icsap',
  behaviour: (label, knows) => {
    if (label === 'verdict') return knows['evidence'] === 'incriminating' ? { convict: 1 } : { acquit: 1 };
    return knows['guilt'] === 'guilty' ? { incriminating: 1 } : { incriminating: 3 / 7, exonerating: 4 / 7 };
  },
};

/** Hidden effort: 2 after success, nothing after failure. */
export const bonus: Written = {
  file: 'contracts/hidden-effort.icsap',
  behaviour: (label) => (label === 'effort' ? { work: 1 } : undefined),
  money: (_, knows) => (knows['output'] === 'success' ? 2 : 0),
};

/** A menu of a lottery over the second good at 5/2, and both goods at 4. */
export const bundles: Written = {
  file: 'mechanisms/bundling.icsap',
  behaviour: (label, knows) => {
    if (label !== 'sold') return undefined;
    if (knows['says_second'] === '3') return { both: 1 };
    return knows['says_first'] === '2' ? { one: 1 / 2, both: 1 / 2 } : { nothing: 1 };
  },
  money: (_, knows) => (knows['says_second'] === '3' ? 4 : knows['says_first'] === '2' ? 2.5 : 0),
};

/** The second-price auction of two bidders on three values. */
export const vickrey: Written = {
  file: 'mechanisms/auction.icsap',
  behaviour: (label, knows) => {
    if (label !== 'winner') return undefined;
    const [one = 0, two = 0] = bids(knows);
    return one >= two ? { 1: 1 } : { 2: 1 };
  },
  money: (label, knows) => {
    const [one = 0, two = 0] = bids(knows);
    if (label === 'price[1]') return one >= two ? two : 0;
    return two > one ? one : 0;
  },
};

/** `{ 1: 1/2, 2: 1 }` as numbers. */
function bids(knows: Knows): readonly number[] {
  return [...(knows['bid'] ?? '').matchAll(/: ([\d./]+)/g)].map(([, text = '']) => {
    const [above = 0, below = 1] = text.split('/').map(Number);
    return above / below;
  });
}

/** Matching pennies, both mixing evenly. */
export const pennies: Written = { file: 'games/matching-pennies.icsap', behaviour: () => undefined };

/** Kuhn poker, where everybody plays everything. */
export const kuhn: Written = { file: 'games/kuhn.icsap', behaviour: () => undefined };

/** A test of quality over three states: the worst is told apart half of the time. */
export const grades: Written = {
  file: 'persuasion/posterior-mean.icsap',
  behaviour: (label, knows) => {
    if (label === 'act') return knows['grade'] === 'good' ? { buy: 1 } : { leave: 1 };
    return knows['quality'] === '0' ? { poor: 1 / 2, good: 1 / 2 } : { good: 1 };
  },
};
