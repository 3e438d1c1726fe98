/** What `make` gives for each name of a record. */
export function mapped<K extends string, A, B>(
  record: Readonly<Record<K, A>>,
  make: (value: A, name: string) => B,
): Readonly<Record<K, B>> {
  const made: Record<string, B> = {};
  for (const [name, value] of Object.entries<A>(record)) made[name] = make(value, name);
  if (!hasNames(made, record)) throw new TypeError('a record lost a name');
  return made;
}

function hasNames<K extends string, B>(
  made: Readonly<Record<string, B>>,
  record: Readonly<Record<K, unknown>>,
): made is Readonly<Record<K, B>> {
  return Object.keys(record).every((name) => name in made);
}
