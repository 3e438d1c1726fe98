import { expect, test } from 'vitest';
import { catalogOf } from '../runtime/host/catalog.ts';
import { catalog } from './catalog.ts';
import { plugins } from './index.ts';

const manifests = catalogOf(plugins.map(({ manifest }) => manifest));

test('the light list of plugins says what the manifests say', () => {
  expect([...catalog.ids].sort()).toEqual([...manifests.ids].sort());
  for (const id of manifests.ids) expect(catalog.plugin(id)).toEqual(manifests.plugin(id));
});

test('so do the lists of functions and distributions', () => {
  expect(new Map(catalog.functions)).toEqual(new Map(manifests.functions));
  expect(new Map(catalog.distributions)).toEqual(new Map(manifests.distributions));
});
