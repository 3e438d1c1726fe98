import type { Catalog, CatalogPlugin, Signature } from '../../dsl/catalog.ts';
import type { Manifest, SolverManifest } from '../../plugins/contract/plugin.ts';

/** What a plugin is, from the one key of its manifest that says so. */
export function kindOf(manifest: Manifest): CatalogPlugin['kind'] {
  if ('solves' in manifest) return 'solver';
  if ('seats' in manifest) return 'seat';
  if ('functions' in manifest) return 'library';
  if ('imports' in manifest) return 'importer';
  return 'exports' in manifest ? 'exporter' : 'renderer';
}

export function isSolver(manifest: Manifest): manifest is SolverManifest {
  return 'solves' in manifest;
}

/** What the language may ask about these plugins. Needs manifests only: no container, no code of a plugin. */
export function catalogOf(manifests: readonly Manifest[]): Catalog {
  const plugins = new Map<string, CatalogPlugin>();
  const functions = new Map<string, Signature>();
  const distributions = new Map<string, Signature>();
  for (const manifest of manifests) {
    plugins.set(manifest.id, { kind: kindOf(manifest), solves: isSolver(manifest) ? manifest.solves : undefined });
    if (!('functions' in manifest)) continue;
    for (const [name, signature] of Object.entries(manifest.functions)) {
      (signature.distribution ? distributions : functions).set(name, signature);
    }
  }
  return { functions, distributions, plugin: (id) => plugins.get(id), ids: [...plugins.keys()] };
}

/** Both catalogs as one: the first has precedence. */
export function joinCatalogs(first: Catalog, second: Catalog): Catalog {
  return {
    functions: new Map([...second.functions, ...first.functions]),
    distributions: new Map([...second.distributions, ...first.distributions]),
    plugin: (id) => first.plugin(id) ?? second.plugin(id),
    ids: [...new Set([...first.ids, ...second.ids])],
  };
}
