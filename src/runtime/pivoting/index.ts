import type { Exact } from '../../dsl/number.ts';
import type { Dictionaries, Dictionary } from '../../plugins/contract/dictionary.ts';
import { DoubleDictionary } from './doubles.ts';
import { WholeDictionary } from './exact.ts';
import { wholeNumbers } from './whole.ts';

/** Dictionaries in either arithmetic. */
export class PivotingDictionaries implements Dictionaries {
  exact(rows: readonly (readonly bigint[])[]): Dictionary {
    return new WholeDictionary(rows);
  }

  doubles(rows: readonly (readonly number[])[]): Dictionary {
    return new DoubleDictionary(rows);
  }

  whole(values: readonly Exact[]): readonly bigint[] {
    return wholeNumbers(values);
  }
}
