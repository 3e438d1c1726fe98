import { aggregates } from '../expression/aggregate.ts';
import { nextPlayer } from '../expression/builtin.ts';
import { Best, called } from '../expression/call.ts';
import { partsOf } from '../expression/clause.ts';
import { Entries } from '../expression/collection.ts';
import { isMember, related } from '../expression/compare.ts';
import { entriesAt, entryAt, fieldOf } from '../expression/entry.ts';
import { itemsOf } from '../expression/members.ts';
import { combined, negated, numberAt, truthAt } from '../expression/operator.ts';
import { exists, missing, noteMember, walked, written } from '../expression/place.ts';
import { checkedLength, rangeOf } from '../expression/range.ts';
import { MOST_NESTED, tooDeep } from '../fault.ts';
import { keyOf, setOf } from '../key.ts';
import { pay } from '../payment.ts';
import { spend } from '../spend.ts';
import { Tuple } from '../value.ts';

/** All that generated code calls, by the names that it uses: the same operations as those of the closures. */
export const operations = {
  aggregates,
  Best,
  called,
  nextPlayer,
  partsOf,
  Entries,
  itemsOf,
  isMember,
  related,
  entriesAt,
  entryAt,
  fieldOf,
  combined,
  negated,
  numberAt,
  pay,
  spend,
  truthAt,
  exists,
  missing,
  noteMember,
  walked,
  written,
  checkedLength,
  rangeOf,
  MOST_NESTED,
  tooDeep,
  keyOf,
  setOf,
  Tuple,
} as const;
