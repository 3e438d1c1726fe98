/** What an argument must be; `numbers` is a collection of numbers. */
export type ParameterKind = 'number' | 'chance' | 'collection' | 'numbers' | 'player' | 'place';

export interface BuiltinParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  /** May be left out. */
  readonly optional?: boolean;
  /** Is always written with its name: `from = S`. */
  readonly named?: boolean;
}

/** What comes out: `element` is one of the first argument, `elements` a list of them. */
export type BuiltinResult =
  | 'number'
  | 'text'
  | 'element'
  | 'elements'
  | 'orders'
  | 'subsets'
  | 'players'
  | 'player'
  | 'boolean';

export interface Builtin {
  readonly name: string;
  readonly kind: 'function' | 'distribution';
  readonly parameters: readonly BuiltinParameter[];
  /** Also takes several numbers in place of one collection: `max(a, b)`. */
  readonly variadic?: boolean;
  readonly result: BuiltinResult;
  /** As an author would write it. */
  readonly signature: string;
  /** One line. */
  readonly doc: string;
}

const numbers: readonly BuiltinParameter[] = [{ name: 'list', kind: 'numbers' }];
const x: readonly BuiltinParameter[] = [{ name: 'x', kind: 'number' }];
const collection: readonly BuiltinParameter[] = [{ name: 'S', kind: 'collection' }];

const table: readonly Builtin[] = [
  number('sum', numbers, 'sum(list)', 'The sum; 0 of nothing.', true),
  number('prod', numbers, 'prod(list)', 'The product; 1 of nothing.', true),
  number('min', numbers, 'min(list), min(a, b, …)', 'The smallest.', true),
  number('max', numbers, 'max(list), max(a, b, …)', 'The largest.', true),
  number('mean', numbers, 'mean(list)', 'The arithmetic mean.', true),
  number('median', numbers, 'median(list)', 'The middle one; the mean of the two middle ones.', true),
  number(
    'argmax',
    numbers,
    'argmax(list), argmax(e for x in S)',
    'The first position, or the first x, with the largest value.',
  ),
  number(
    'argmin',
    numbers,
    'argmin(list), argmin(e for x in S)',
    'The first position, or the first x, with the smallest value.',
  ),
  number('abs', x, 'abs(x)', 'The distance from 0.'),
  number('sign', x, 'sign(x)', '-1, 0 or 1.'),
  number('floor', x, 'floor(x)', 'The largest whole number that is at most x.'),
  number('ceil', x, 'ceil(x)', 'The smallest whole number that is at least x.'),
  number(
    'round',
    [...x, { name: 'digits', kind: 'number', optional: true }],
    'round(x), round(x, digits)',
    'The nearest whole number, or decimal with so many digits; a half goes up.',
  ),
  {
    name: 'percent',
    kind: 'function',
    parameters: x,
    result: 'text',
    signature: 'percent(x)',
    doc: 'As a percentage, for texts: percent(0.3) is "30%".',
  },
  number('exp', x, 'exp(x)', 'e to the power x; no longer exact.'),
  number('log', x, 'log(x)', 'The natural logarithm; no longer exact.'),
  number('sqrt', x, 'sqrt(x)', 'The square root; exact where it is a fraction.'),
  number('len', collection, 'len(S)', 'How many members a collection has.'),
  number(
    'count',
    collection,
    'count(c for x in S), count(S)',
    'How many are true; of other collections, how many members.',
  ),
  {
    name: 'sort',
    kind: 'function',
    parameters: collection,
    result: 'elements',
    signature: 'sort(S)',
    doc: 'The members as a list, smallest first.',
  },
  {
    name: 'permutations',
    kind: 'function',
    parameters: collection,
    result: 'orders',
    signature: 'permutations(S)',
    doc: 'All orders of the members, each a list.',
  },
  {
    name: 'subsets',
    kind: 'function',
    parameters: collection,
    result: 'subsets',
    signature: 'subsets(S)',
    doc: 'All subsets, the empty one and S included.',
  },
  {
    name: 'players',
    kind: 'function',
    parameters: [],
    result: 'players',
    signature: 'players',
    doc: 'All players, in the order declared.',
  },
  {
    name: 'others',
    kind: 'function',
    parameters: [{ name: 'p', kind: 'player' }],
    result: 'players',
    signature: 'others(p)',
    doc: 'All players but p.',
  },
  {
    name: 'next',
    kind: 'function',
    parameters: [{ name: 'p', kind: 'player' }],
    result: 'player',
    signature: 'next(p)',
    doc: 'The player declared after p; after the last, the first.',
  },
  {
    name: 'made',
    kind: 'function',
    parameters: [{ name: 'x', kind: 'place' }],
    result: 'boolean',
    signature: 'made(x)',
    doc: 'Whether x has a value in this play.',
  },
  distribution('uniform', collection, 'element', 'uniform(S)', 'Each member with the same chance.'),
  distribution(
    'weighted',
    [...collection, { name: 'w', kind: 'numbers' }],
    'element',
    'weighted(S, w)',
    'Each member with the chance at its position in w.',
  ),
  distribution('bernoulli', [{ name: 'p', kind: 'chance' }], 'number', 'bernoulli(p)', '1 with chance p, else 0.'),
  distribution(
    'binomial',
    [
      { name: 'n', kind: 'number' },
      { name: 'p', kind: 'chance' },
    ],
    'number',
    'binomial(n, p)',
    'How many of n independent trials succeed, each with chance p.',
  ),
  distribution(
    'deal',
    [
      { name: 'k', kind: 'number' },
      { name: 'from', kind: 'collection', named: true },
    ],
    'elements',
    'deal(k, from = S)',
    'k members, one after the other, none twice.',
  ),
];

/** The built-in functions and distributions, by name; the reference's tables are made from them. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(table.map((builtin) => [builtin.name, builtin]));

function number(
  name: string,
  parameters: readonly BuiltinParameter[],
  signature: string,
  doc: string,
  variadic = false,
): Builtin {
  return { name, kind: 'function', parameters, variadic, result: 'number', signature, doc };
}

function distribution(
  name: string,
  parameters: readonly BuiltinParameter[],
  result: BuiltinResult,
  signature: string,
  doc: string,
): Builtin {
  return { name, kind: 'distribution', parameters, result, signature, doc };
}
