import { type Diagnostic, DiagnosticError } from '../dsl/diagnostic.ts';
import { nearest } from '../dsl/nearest.ts';
import type { Manifest } from '../plugins/contract/plugin.ts';
import { kindOf } from '../runtime/host/catalog.ts';
import { findConfig } from '../runtime/host/config.ts';
import { jsonText } from '../runtime/report/json.ts';
import { pluginText } from '../runtime/report/plugin-text.ts';
import { table } from '../runtime/report/table.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { openHost } from './host.ts';

export interface PluginsOptions {
  readonly json?: boolean;
}

/** `icsap plugins`: a table of all plugins from their manifests, or one with its options. */
export async function plugins(id: string | undefined, options: PluginsOptions, door: Door): Promise<Exit> {
  const { plugins: manifests } = await openHost(findConfig(door.folder));
  if (id === undefined) {
    door.out(options.json ? jsonText(manifests) : `${overview(manifests).join('\n')}\n`);
    return Exit.held;
  }
  const manifest = manifests.find((each) => each.id === id);
  if (!manifest) throw new DiagnosticError([unknown(id, manifests)]);
  door.out(options.json ? jsonText(manifest) : `${pluginText(manifest, door.paint.out).join('\n')}\n`);
  return Exit.held;
}

function unknown(id: string, manifests: readonly Manifest[]): Diagnostic {
  const known = manifests.map((each) => each.id);
  const span = { file: '', start: 0, end: 0 };
  return { code: 'plugin/not-installed', span, id, wanted: 'plugin', nearest: nearest(id, known), known };
}

function overview(manifests: readonly Manifest[]): readonly string[] {
  const columns = ['id', 'solves', 'answers', 'status', 'is'].map((title) => ({ title }));
  const rows = manifests
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((manifest) => [
      manifest.id,
      'solves' in manifest ? manifest.solves : kindOf(manifest),
      'guarantees' in manifest ? manifest.guarantees : '',
      manifest.status,
      manifest.title,
    ]);
  return table(columns, rows);
}
