/** All ways to choose `size` of `count` things, each in increasing order; undefined where they are more than `most`. */
export function choices(count: number, size: number, most: number): readonly (readonly number[])[] | undefined {
  let all: (readonly number[])[] = [[]];
  for (let thing = 0; thing < count; thing++) {
    const left = count - thing - 1;
    all = all.flatMap((chosen) => [
      ...(chosen.length < size ? [[...chosen, thing]] : []),
      ...(chosen.length + left >= size ? [chosen] : []),
    ]);
    if (all.length > most) return undefined;
  }
  return all;
}
