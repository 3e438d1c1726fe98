import type { ContainerModuleLoadOptions } from 'inversify';
import type { TSchema } from 'typebox';
import type { Signature } from '../../dsl/catalog.ts';
import type { ProblemClass } from '../../runtime/problem/problem.ts';

/** What a solver requires of a problem, checked by the host before solving; a refusal names the clause. */
export interface Needs {
  readonly players?: number;
  readonly perfectRecall?: boolean;
  readonly leaders?: number;
  readonly followers?: number;
  /** One move each: a matrix. */
  readonly simultaneous?: boolean;
  /** `false`: it takes the play itself and samples it; the game is never enumerated. It binds `PlaySolver`. */
  readonly tree?: false;
}

interface ManifestBase {
  /** `family.method`, unique. */
  readonly id: string;
  readonly title: string;
  /** One definition of type and JSON Schema: validation, help, defaults. An object whose keys are all declared. */
  readonly options: TSchema;
  readonly cites: readonly string[];
  readonly status: 'tested against known values' | 'lightly tested' | 'known problems';
}

export interface SolverManifest extends ManifestBase {
  readonly solves: ProblemClass;
  readonly needs: Needs;
  readonly guarantees: 'exact' | 'approximate' | 'heuristic';
  /** A wider class whose problems it takes too where a study names it, without any guarantee: there it is a heuristic. */
  readonly beyond?: ProblemClass;
}

export interface SeatManifest extends ManifestBase {
  readonly seats: true;
  /** Options that may read what the player has seen, such as a prompt, and so differ from decision to decision; by default none. */
  readonly varies?: readonly string[];
  /**
   * Options whose keys are choices, `bid` standing for `bid[1]`, `bid[2]` too: at each decision they have the entry of its choice
   * alone. A key that is no choice of the players in the seat is refused.
   */
  readonly choices?: readonly string[];
}

export interface LibraryManifest extends ManifestBase {
  /** Functions and distributions by name: what the language is told without loading the code behind them. */
  readonly functions: Readonly<Record<string, Signature>>;
}

export interface ImporterManifest extends ManifestBase {
  /** File endings that it reads, without the dot. */
  readonly imports: readonly string[];
}

export interface ExporterManifest extends ManifestBase {
  readonly exports: readonly string[];
}

export interface RendererManifest extends ManifestBase {
  readonly renders: string;
}

export type Manifest =
  | SolverManifest
  | SeatManifest
  | LibraryManifest
  | ImporterManifest
  | ExporterManifest
  | RendererManifest;

/** Binds the service of a plugin in a container that offers the services of the contract. */
export type Load = (bind: ContainerModuleLoadOptions['bind']) => void;

/** A manifest, and how to bind its service. Plain data and a function: making one loads no container. */
export interface Plugin {
  readonly manifest: Manifest;
  readonly load: Load;
}

/**
 * Makes a plugin: the manifest says what it is, `load` binds one service (`Solver`, `Library`, …) from the services that
 * the host offers. The host calls `load` when the plugin is first used, in a container of the plugin's own.
 */
export function definePlugin(manifest: Manifest, load: Load): Plugin {
  return { manifest, load };
}
