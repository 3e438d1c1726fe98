import { Container, ContainerModule } from 'inversify';
import type { Catalog } from '../../dsl/catalog.ts';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { nearest } from '../../dsl/nearest.ts';
import type { Span } from '../../dsl/span.ts';
import { Exporter, Importer } from '../../plugins/contract/game-tree.ts';
import { Library } from '../../plugins/contract/library.ts';
import { PlaySolver } from '../../plugins/contract/play-solver.ts';
import type { Load, Manifest, Plugin, SolverManifest } from '../../plugins/contract/plugin.ts';
import { Seat } from '../../plugins/contract/seat.ts';
import { Solver } from '../../plugins/contract/solver.ts';
import type { Value } from '../play/value.ts';
import type { Problem } from '../problem/problem.ts';
import { catalogOf, isSolver, kindOf } from './catalog.ts';
import { refusal } from './needs.ts';
import { OptionChecker } from './options.ts';
import { SeatHandle } from './seat-handle.ts';
import { SolverHandle } from './solver-handle.ts';

/** A plugin that a user added, and where it came from. */
export interface AddedPlugin {
  readonly plugin: Plugin;
  /** As it stands in the configuration: `./plugins/mine`, `icsap-plugin-example`. */
  readonly from: string;
  readonly version: string | undefined;
  readonly span: Span;
}

export interface HostParts {
  /** The plugins that come with icsap. */
  readonly plugins: readonly Plugin[];
  readonly added?: readonly AddedPlugin[];
  /** Binds what plugins may ask for: `LpEngine`, …. */
  readonly services: Load;
}

/** All plugins that are there, ready to be asked for. Neither a service nor the code of a plugin runs before that. */
export interface Host {
  readonly plugins: readonly Manifest[];
  readonly catalog: Catalog;
  /** Versions of the plugins that a user added, by id. */
  readonly versions: Readonly<Record<string, string>>;
  has(id: string): boolean;
  /** The solver with this id. Throws a DiagnosticError at `span`, with the nearest id, where there is none. */
  solver(id: string, span: Span): SolverHandle;
  /** Who can sit in a seat, by id. Throws a DiagnosticError at `span`, with the nearest id, where there is nobody. */
  seat(id: string, span: Span): SeatHandle;
  /** Ids of the solvers that would take the problem. */
  accepting(problem: Problem): readonly string[];
  /** Endings of the files of other programs, without the dot, that can be read and written. */
  readonly foreign: { readonly read: readonly string[]; readonly written: readonly string[] };
  /** What reads, or writes, files with this ending; undefined where nothing does. Loads it. */
  importer(ending: string): Importer | undefined;
  exporter(ending: string): Exporter | undefined;
  /** The functions and distributions of library plugins, by name. Loads them. */
  calls(): ReadonlyMap<string, (...values: readonly Value[]) => Value>;
}

/** Puts plugins and services together. Throws a DiagnosticError where two plugins have one id. */
export function createHost({ plugins, added = [], services }: HostParts): Host {
  refuseDuplicates(plugins, added);
  return new PluginHost([...plugins, ...added.map(({ plugin }) => plugin)], added, services);
}

function refuseDuplicates(plugins: readonly Plugin[], added: readonly AddedPlugin[]): void {
  const sources = new Map<string, string[]>();
  for (const { manifest } of plugins) sources.set(manifest.id, [...(sources.get(manifest.id) ?? []), 'icsap']);
  for (const { plugin, from } of added) {
    sources.set(plugin.manifest.id, [...(sources.get(plugin.manifest.id) ?? []), from]);
  }
  const twice = [...sources].filter(([, from]) => from.length > 1);
  if (twice.length === 0) return;
  const nowhere: Span = { file: '', start: 0, end: 0 };
  throw new DiagnosticError(
    twice.map(([id, from]) => {
      const span = added.findLast(({ plugin }) => plugin.manifest.id === id)?.span ?? nowhere;
      return { code: 'plugin/duplicate', span, id, sources: from };
    }),
  );
}

/**
 * One container holds the services; each plugin gets a child of it when it is first used, so that no plugin sees, or
 * collides with, what another one binds.
 */
class PluginHost implements Host {
  readonly plugins: readonly Manifest[];
  readonly catalog: Catalog;
  readonly versions: Readonly<Record<string, string>>;
  readonly #loads: ReadonlyMap<string, Plugin>;
  readonly #services: Load;
  readonly #containers = new Map<string, Container>();
  readonly #checker = new OptionChecker();
  #root: Container | undefined;

  constructor(plugins: readonly Plugin[], added: readonly AddedPlugin[], services: Load) {
    this.plugins = plugins.map(({ manifest }) => manifest);
    this.catalog = catalogOf(this.plugins);
    this.#loads = new Map(plugins.map((plugin) => [plugin.manifest.id, plugin]));
    this.versions = Object.fromEntries(added.map(({ plugin, version }) => [plugin.manifest.id, version ?? 'unknown']));
    this.#services = services;
  }

  has(id: string): boolean {
    return this.#loads.has(id);
  }

  solver(id: string, span: Span): SolverHandle {
    const manifest = this.#loads.get(id)?.manifest;
    if (!manifest) throw this.#missing(id, 'solver', span);
    if (!isSolver(manifest)) throw this.#wrongKind(manifest, 'solver', span);
    const accepting = (problem: Problem) => this.accepting(problem);
    const code = {
      solver: () => this.#container(id).get(Solver),
      playSolver: () => this.#container(id).get(PlaySolver),
    };
    return new SolverHandle(manifest, code, this.#checker, accepting, span);
  }

  seat(id: string, span: Span): SeatHandle {
    const manifest = this.#loads.get(id)?.manifest;
    if (!manifest) throw this.#missing(id, 'seat', span);
    if (!('seats' in manifest)) throw this.#wrongKind(manifest, 'seat', span);
    return new SeatHandle(manifest, () => this.#container(id).get(Seat), this.#checker, span);
  }

  accepting(problem: Problem): readonly string[] {
    return this.plugins
      .filter((manifest): manifest is SolverManifest => isSolver(manifest) && refusal(manifest, problem).length === 0)
      .map(({ id }) => id);
  }

  get foreign(): Host['foreign'] {
    return {
      read: this.plugins.flatMap((manifest) => ('imports' in manifest ? manifest.imports : [])),
      written: this.plugins.flatMap((manifest) => ('exports' in manifest ? manifest.exports : [])),
    };
  }

  importer(ending: string): Importer | undefined {
    const found = this.plugins.find((manifest) => 'imports' in manifest && manifest.imports.includes(ending));
    return found && this.#container(found.id).get(Importer);
  }

  exporter(ending: string): Exporter | undefined {
    const found = this.plugins.find((manifest) => 'exports' in manifest && manifest.exports.includes(ending));
    return found && this.#container(found.id).get(Exporter);
  }

  calls(): ReadonlyMap<string, (...values: readonly Value[]) => Value> {
    const libraries = this.plugins.filter((manifest) => kindOf(manifest) === 'library');
    return new Map(libraries.flatMap(({ id }) => [...this.#container(id).get(Library).calls]));
  }

  #missing(id: string, wanted: 'solver' | 'seat', span: Span): DiagnosticError {
    const known = this.#idsOf(wanted);
    return new DiagnosticError([
      { code: 'plugin/not-installed', span, id, wanted, nearest: nearest(id, known), known },
    ]);
  }

  #wrongKind(manifest: Manifest, wanted: 'solver' | 'seat', span: Span): DiagnosticError {
    const known = this.#idsOf(wanted);
    return new DiagnosticError([
      { code: 'plugin/wrong-kind', span, id: manifest.id, is: kindOf(manifest), wanted, known },
    ]);
  }

  #idsOf(kind: 'solver' | 'seat'): readonly string[] {
    return this.plugins.filter((manifest) => kindOf(manifest) === kind).map(({ id }) => id);
  }

  #container(id: string): Container {
    const known = this.#containers.get(id);
    if (known) return known;
    this.#root ??= containerOf(undefined, this.#services);
    const container = containerOf(this.#root, this.#loads.get(id)?.load);
    this.#containers.set(id, container);
    return container;
  }
}

function containerOf(parent: Container | undefined, load: Load | undefined): Container {
  const container = new Container({ parent, defaultScope: 'Singleton' });
  container.load(
    new ContainerModule(({ bind }) => {
      // What it returns, such as the end of a chain of `bind(…).to…`, means nothing to us.
      load?.(bind);
    }),
  );
  return container;
}
