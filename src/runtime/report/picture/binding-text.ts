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
      type.tempted.map(({ option, price }) => ({
        who: `${player}: ${label}`,
        knows: type.knows,
        should: type.intended.map((each) => options[each]).join(' or '),
        could: options[option] ?? '',
        price,
      })),
    ),
  );
  const isPriced = rows.some(({ price }) => price !== undefined);
  return table(
    [
      { title: 'who' },
      { title: 'knowing' },
      { title: 'intended' },
      { title: 'as good' },
      ...(isPriced ? [{ title: 'price', align: 'right' } as const] : []),
    ],
    rows.map(({ who, knows, should, could, price }) => [
      visible(who),
      shortenedInside(visible(knows), longest),
      visible(should),
      visible(could),
      ...(isPriced ? [price === undefined ? '' : numberText(price)] : []),
    ]),
  );
}
