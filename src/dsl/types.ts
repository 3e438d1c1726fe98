/** The types of the language, as the checker infers them. */
export type Type =
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text' }
  /** A symbol; `members` is its domain where it is known. */
  | { readonly kind: 'symbol'; readonly members: ReadonlySet<string> | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'player' }
  | { readonly kind: 'team' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'tuple'; readonly of: readonly Type[] }
  | { readonly kind: 'set'; readonly of: Type }
  /** `family`: what exists of `x[i]` when `x` is read without an index; going through it gives its values. */
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type; readonly family?: boolean }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Type> }
  /** A map from values to chances, or a distribution proper. */
  | { readonly kind: 'distribution'; readonly of: Type }
  /** One of several; without members, the type of what has no value yet. Never contains a union. */
  | { readonly kind: 'union'; readonly of: readonly Type[] }
  | { readonly kind: 'solution' }
  /** Nothing is known: after an error, or data whose shape varies. Compatible with everything. */
  | { readonly kind: 'unknown' };

/** A type of one kind: `TypeOf<'list'>`. */
export type TypeOf<K extends Type['kind']> = Extract<Type, { readonly kind: K }>;

export const numberType: Type = { kind: 'number' };
export const booleanType: Type = { kind: 'boolean' };
export const textType: Type = { kind: 'text' };
export const noneType: Type = { kind: 'none' };
export const playerType: Type = { kind: 'player' };
export const teamType: Type = { kind: 'team' };
export const solutionType: Type = { kind: 'solution' };
export const unknownType: Type = { kind: 'unknown' };
/** The type of what has no value yet: the neutral element of `join`. */
export const neverType: Type = { kind: 'union', of: [] };
/** A symbol of which the domain is not known. */
export const anySymbolType: Type = { kind: 'symbol', members: undefined };

export function symbolType(...members: readonly string[]): Type {
  return { kind: 'symbol', members: new Set(members) };
}

export function listType(of: Type): Type {
  return { kind: 'list', of };
}

export function setType(of: Type): Type {
  return { kind: 'set', of };
}

export function tupleType(of: readonly Type[]): Type {
  return { kind: 'tuple', of };
}

export function mapType(key: Type, value: Type): Type {
  return { kind: 'map', key, value };
}

export function familyType(key: Type, value: Type): Type {
  return { kind: 'map', key, value, family: true };
}

export function distributionType(of: Type): Type {
  return { kind: 'distribution', of };
}

/** The members of a union; any other type is its own only member. */
export function alternatives(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.of : [type];
}

/** Whether nothing can be said against it: unknown, or without a value yet. */
export function isOpen(type: Type): boolean {
  return alternatives(type).length === 0 || alternatives(type).some((one) => one.kind === 'unknown');
}
