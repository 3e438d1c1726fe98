import { numberText } from '../../picture/number-text.ts';
import type { ClosurePicture, ContractPicture, Picture, PictureKind } from '../../picture/picture.ts';
import { type Column, table } from '../table.ts';
import { visible } from '../width.ts';
import { bindingText } from './binding-text.ts';
import { constraintsText } from './constraints-text.ts';
import { flowText } from './flow-text.ts';
import { heatmapText } from './heatmap-text.ts';
import { matrixText } from './matrix-text.ts';
import { menuText } from './menu-text.ts';

/** What a picture says, as tables for a terminal; a tree is said to be drawn only. */
export function pictureText(picture: Picture): readonly string[] {
  return [...bodyOf(picture), ...picture.notes.map(visible)];
}

function bodyOf(picture: Picture): readonly string[] {
  switch (picture.kind) {
    case 'flow':
      return flowText(picture);
    case 'closure':
      return closureText(picture);
    case 'contract':
      return contractText(picture);
    case 'menu':
      return menuText(picture);
    case 'heatmap':
      return heatmapText(picture);
    case 'binding':
      return bindingText(picture);
    case 'constraints':
      return constraintsText(picture);
    case 'matrix':
      return matrixText(picture);
    case 'tree':
    case 'strategy':
      return [`${picture.nodes.length} histories, drawn with --out FILE.svg`];
  }
}

/** Where the leader gets to, signal by signal. */
function closureText({ about, data }: ClosurePicture): readonly string[] {
  const { states, sender, prior, posteriors } = data;
  const columns: readonly Column[] = [
    { title: 'signal' },
    ...['chance', ...states.map((state) => `${about} = ${state}`), `value of ${sender}`].map(
      (title): Column => ({ title: visible(title), align: 'right' }),
    ),
    { title: '' },
  ];
  return [
    ...table(
      columns,
      posteriors.map(({ signal, chance, belief, value, action }) => [
        visible(signal),
        ...[chance, ...belief, value].map(numberText),
        visible(action),
      ]),
    ),
    `at the prior (${prior.belief.map(numberText).join(', ')}) no signals give more than ${numberText(prior.value)}`,
  ];
}

function contractText({ rules }: ContractPicture): readonly string[] {
  return rules.flatMap(({ name, arguments: labels, payments }, at) => [
    ...(at > 0 ? [''] : []),
    ...table(
      [
        ...labels.map((label): Column => ({ title: visible(label) })),
        { title: visible(name), align: 'right' },
        { title: 'chance', align: 'right' },
      ],
      payments.map(({ given, amount, chance }) => [...given.map(visible), numberText(amount), numberText(chance)]),
    ),
  ]);
}

/** What each kind of picture shows, in a line. */
export const pictureWords: Readonly<Record<PictureKind, string>> = {
  closure: 'the value of the leader by belief, and its concave closure',
  flow: 'a signaling scheme, from states to signals to actions',
  contract: 'payments by what they depend on',
  menu: 'what each report gets',
  heatmap: 'allocation and payments by two reports',
  matrix: 'the payoffs of a game of two players that choose once',
  strategy: 'what everybody does, on the tree of the game',
  binding: 'which lies and other choices are as good as the intended ones',
  constraints: 'which constraints bind, and the slack of the others',
  tree: 'the tree of the game, with its information sets',
};
