import { expect, test } from 'vitest';
import { builtins } from './builtins.ts';

test('each built-in is described once, in one line that begins with its name', () => {
  for (const [name, { signature, doc, parameters, kind }] of builtins) {
    expect(signature.startsWith(name), name).toBe(true);
    expect(doc, name).toMatch(/\.$/);
    expect(doc.includes('\n'), name).toBe(false);
    for (const parameter of parameters)
      expect(signature, name).toContain(parameter.optional ? 'digits' : parameter.name);
    expect(kind === 'distribution').toBe(['uniform', 'weighted', 'bernoulli', 'binomial', 'deal'].includes(name));
  }
});

test('the list of the language page', () => {
  const page =
    'sum prod min max argmax argmin abs sign floor ceil round percent exp log sqrt len count mean median sort ' +
    'permutations subsets players others next made uniform weighted bernoulli binomial deal';
  expect([...builtins.keys()].sort()).toEqual(page.split(' ').sort());
});
