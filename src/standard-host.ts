import { plugins } from './plugins/index.ts';
import { createHost, type Host, loadConfig, servicesWith } from './runtime/host/index.ts';
import { LazyLanguageModels } from './runtime/onnx/index.ts';

/** The language models of this machine. Nothing of them is loaded before one is asked for. */
const models = new LazyLanguageModels();

export interface HostSettings {
  /** Ask no language model: their answers are those that were recorded. */
  readonly noModel?: boolean;
}

/**
 * The host with all plugins that come with icsap, and those that a configuration names. The one place, beside the command
 * line, that knows the list of plugins: the library and the worker threads take their host from here.
 */
export async function standardHost(config?: string, { noModel = false }: HostSettings = {}): Promise<Host> {
  const added = config === undefined ? [] : await loadConfig(config);
  return createHost({ plugins, added, services: servicesWith(noModel ? undefined : models) });
}

/** The file that worker threads load: beside this one, built or not, bundled or not. */
export const workerFile = new URL(`./study.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
