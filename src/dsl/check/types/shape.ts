import {
  alternatives,
  anySymbolType,
  isOpen,
  neverType,
  playerType,
  type Type,
  type TypeOf,
  unknownType,
} from '../../types.ts';
import { joinAll } from './join.ts';

/**
 * What some alternative of the type yields, joined; undefined where none yields anything, which is then an error for
 * sure. A type of which nothing is known yields something of which nothing is known.
 */
export function yieldOf(type: Type, one: (alternative: Type) => Type | undefined): Type | undefined {
  if (alternatives(type).length === 0) return neverType;
  if (isOpen(type)) return unknownType;
  const found = alternatives(type)
    .map(one)
    .filter((result) => result !== undefined);
  return found.length === 0 ? undefined : joinAll(found);
}

/** The type of the members that `for x in S` goes through; of maps and families, the values. */
export function memberType(type: Type): Type | undefined {
  return yieldOf(type, (one) => {
    if (one.kind === 'list' || one.kind === 'set') return one.of;
    if (one.kind === 'tuple') return joinAll(one.of);
    if (one.kind === 'map') return isFamily(one.value) ? unknownType : one.value;
    if (one.kind === 'record') return joinAll(one.fields.values());
    return one.kind === 'team' ? playerType : undefined;
  });
}

/** What `x in S` looks for: the members, of maps the keys. */
export function soughtType(type: Type): Type | undefined {
  return yieldOf(type, (one) => {
    if (one.kind === 'map') return one.family ? unknownType : one.key;
    if (one.kind === 'record') return anySymbolType;
    return memberType(one);
  });
}

/** The values of a distribution, or of a map from values to chances. */
export function drawnType(type: Type): Type | undefined {
  return yieldOf(type, (one) => {
    if (one.kind === 'distribution') return one.of;
    if (one.kind === 'map' && !one.family) return is(one.value, 'number') ? one.key : undefined;
    if (one.kind !== 'record') return undefined;
    const isChances = [...one.fields.values()].every((field) => is(field, 'number'));
    return isChances ? { kind: 'symbol', members: new Set(one.fields.keys()) } : undefined;
  });
}

/** Whether some value of the type is of this kind; true where nothing is known. */
export function is(type: Type, kind: Type['kind']): boolean {
  return isOpen(type) || alternatives(type).some((one) => one.kind === kind);
}

/** Whether the type holds players: one, several, or a team of them. */
export function holdsPlayers(type: Type): boolean {
  if (is(type, 'player') || is(type, 'team')) return true;
  const members = memberType(type);
  return members !== undefined && is(members, 'player');
}

export function isFamily(type: Type): type is TypeOf<'map'> {
  return type.kind === 'map' && type.family === true;
}

/** The parts of a value that is taken apart into `count` names; undefined where it cannot be. */
export function partTypes(type: Type, count: number): readonly Type[] | undefined {
  if (isOpen(type)) return Array.from({ length: count }, () => (alternatives(type).length ? unknownType : neverType));
  const fitting = alternatives(type).filter(
    (one) => one.kind === 'list' || (one.kind === 'tuple' && one.of.length === count),
  );
  if (fitting.length === 0) return undefined;
  return Array.from({ length: count }, (_, i) =>
    joinAll(
      fitting.map((one) =>
        one.kind === 'list' ? one.of : one.kind === 'tuple' ? (one.of[i] ?? neverType) : neverType,
      ),
    ),
  );
}
