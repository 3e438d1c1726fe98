import { alternatives, type Type } from '../../types.ts';

/** The type in the reader's words, with an article: `a number`, `a symbol (acquit or convict)`. */
export function describe(type: Type): string {
  const words = [...new Set(alternatives(type).map(describeOne))];
  return words.length === 0 ? 'a value' : alternativesInWords(words);
}

function describeOne(type: Type): string {
  switch (type.kind) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a truth value';
    case 'text':
      return 'a text';
    case 'symbol':
      return describeSymbol(type.members);
    case 'none':
      return '`none`';
    case 'player':
      return 'a player';
    case 'team':
      return 'a team';
    case 'list':
      return `a list${membersInWords(type.of)}`;
    case 'set':
      return `a set${membersInWords(type.of)}`;
    case 'tuple':
      return type.of.length === 2 ? 'a pair' : `a tuple of ${type.of.length}`;
    case 'map':
      return type.family ? `a family${membersInWords(type.value)}` : 'a map';
    case 'record':
      return 'a record';
    case 'distribution':
      return 'a distribution';
    case 'solution':
      return 'a solution';
    default:
      return 'a value';
  }
}

const SHOWN = 6;

function describeSymbol(members: ReadonlySet<string> | undefined): string {
  if (members === undefined || members.size === 0) return 'a symbol';
  if (members.size === 1) return `the symbol ${[...members].join('')}`;
  return `a symbol (${membersList(members)})`;
}

/** `acquit or convict`; long domains are cut. */
function membersList(members: Iterable<string>): string {
  const all = [...members];
  if (all.length <= SHOWN) return alternativesInWords(all);
  return `${all.slice(0, SHOWN).join(', ')}, … ${all.length} in all`;
}

function membersInWords(type: Type): string {
  const kinds = new Set(alternatives(type).map((one) => one.kind));
  const [only] = kinds;
  if (kinds.size !== 1 || only === undefined) return '';
  const plural: Partial<Record<Type['kind'], string>> = {
    number: 'numbers',
    boolean: 'truth values',
    text: 'texts',
    symbol: 'symbols',
    player: 'players',
    list: 'lists',
    set: 'sets',
    tuple: 'tuples',
    record: 'records',
    map: 'maps',
  };
  return plural[only] === undefined ? '' : ` of ${plural[only]}`;
}

function alternativesInWords(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
