import { dirname, resolve } from 'node:path';
import type { Catalog } from '../dsl/catalog.ts';
import { catalog as ownCatalog } from '../plugins/catalog.ts';
import { nearestFile } from '../runtime/project/folder.ts';
import type { PlanHost } from '../runtime/study/plan.ts';

/** What a check needs of the plugins. */
export interface CheckHost extends PlanHost {
  readonly catalog: Catalog;
}

/** Opens the plugins that a configuration names, and icsap's own. */
export type OpenHost = (config: string | undefined) => Promise<CheckHost>;

/** Without plugins of a user there is nothing to load: icsap's own are known by their list. */
const ownHost: CheckHost = { catalog: ownCatalog, calls: () => new Map(), versions: {} };

/**
 * Plugins for a check, made without a container. They are loaded only where a configuration above the file names some; each
 * configuration once.
 */
export class CheckHosts {
  readonly #open: OpenHost;
  readonly #known = new Map<string, Promise<CheckHost>>();

  constructor(open: OpenHost) {
    this.#open = open;
  }

  /** Rejects with a DiagnosticError where a plugin cannot be loaded. */
  async for(file: string, folder: string): Promise<CheckHost> {
    const config = nearestFile('icsap.config.json', dirname(resolve(folder, file)));
    if (config === undefined && ownCatalog.functions.size + ownCatalog.distributions.size === 0) return ownHost;
    const known = this.#known.get(config ?? '') ?? this.#open(config);
    this.#known.set(config ?? '', known);
    return known;
  }
}
