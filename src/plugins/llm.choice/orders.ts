import { Refusal } from '../contract/index.ts';
import type { ChoiceOptions } from './options.ts';

/** An order of moves: positions in the decision's own order. */
export type Order = readonly number[];

/** Permutations of more moves than this are refused: 7 have 5,040. */
const MOST_PERMUTED = 6;

/** The orders in which moves are listed. In rotations each move stands once in each place. */
export function ordersOf(count: number, debias: ChoiceOptions['debias']): readonly Order[] {
  const plain = Array.from({ length: count }, (_, at) => at);
  if (debias === 'none') return [plain];
  if (debias === 'rotations') return plain.map((first) => plain.map((at) => (first + at) % count));
  if (count <= MOST_PERMUTED) return permutations(plain);
  throw new Refusal(
    [`${count} moves have too many orders`],
    [`\`debias: rotations\` lists them in ${count} orders, so that each stands once in each place.`],
  );
}

function permutations(items: Order): readonly Order[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The list that stands for `{options}`. Throws a Refusal where there are more moves than letters. */
export function listed(texts: readonly string[], style: ChoiceOptions['list']): string {
  const items = texts.map((text) => text.trim());
  if (style === 'inline') return items.join(', ');
  if (style === 'lines') return items.map((item) => `- ${item}`).join('\n');
  return items.map((item, at) => `${letterAt(at)}. ${item}`).join('\n');
}

export function letterAt(position: number): string {
  const letter = LETTERS[position];
  if (letter !== undefined) return letter;
  throw new Refusal([`there are more moves than the ${LETTERS.length} letters`], ['List them with `list: lines`.']);
}
