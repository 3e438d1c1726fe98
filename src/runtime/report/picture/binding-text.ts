import { numberText } from '../../picture/number-text.ts';
import type { BindingPicture } from '../../picture/picture.ts';
import { table } from '../table.ts';
import { visible } from '../width.ts';
import { shortenedInside } from './sheet.ts';

const longest = 50;

/** A row for each deviation that a follower is indifferent to. */
export function bindingText({ conducts }: BindingPicture): readonly string[] {
  const rows = conducts.flatMap(({ player, label, options, types }) =>
    types.flatMap((type) =>
      type.tempted.map(({ option, gain, price }) => ({
        who: `${player}: ${label}`,
        knows: type.knows,
        should: type.intended.map((each) => options[each]).join(' or '),
        could: options[option] ?? '',
        gain,
        price,
      })),
    ),
  );
  const isBroken = rows.some(({ gain }) => gain > 0);
  const isPriced = rows.some(({ price }) => price !== undefined);
  return table(
    [
      { title: 'who' },
      { title: 'knowing' },
      { title: 'intended' },
      { title: isBroken ? 'as good, or better' : 'as good' },
      ...(isBroken ? [{ title: 'gain', align: 'right' } as const] : []),
      ...(isPriced ? [{ title: 'price', align: 'right' } as const] : []),
    ],
    rows.map(({ who, knows, should, could, gain, price }) => [
      visible(who),
      shortenedInside(visible(knows), longest),
      visible(should),
      visible(could),
      ...(isBroken ? [numberText(gain)] : []),
      ...(isPriced ? [price === undefined ? '' : numberText(price)] : []),
    ]),
  );
}
