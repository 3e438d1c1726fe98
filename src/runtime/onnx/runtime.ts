import type * as Runtime from 'onnxruntime-node';
import { Refusal } from '../../plugins/contract/refusal.ts';

/** What onnxruntime-node exports. */
export type OnnxRuntime = typeof Runtime;

type LoadRuntime = () => Promise<OnnxRuntime>;

const installed: LoadRuntime = () => import('onnxruntime-node');

let loaded: Promise<OnnxRuntime> | undefined;

/**
 * ONNX Runtime, loaded when it is first asked for: it is an optional dependency of 46 MB. Throws a Refusal in one line where the
 * package is missing or does not load on this machine.
 */
export function onnxRuntime(load: LoadRuntime = installed): Promise<OnnxRuntime> {
  if (load !== installed) return quietRuntime(load);
  loaded ??= quietRuntime(load);
  return loaded;
}

async function quietRuntime(load: LoadRuntime): Promise<OnnxRuntime> {
  try {
    const runtime = await load();
    // What fails is thrown as well; a device that is tried and is missing is nothing to print.
    runtime.env.logLevel = 'fatal';
    return runtime;
  } catch (error) {
    throw missing(error);
  }
}

const INSTALL = 'Install it: `npm install --ignore-scripts onnxruntime-node@1.30.0`.';

function missing(error: unknown): Refusal {
  const isAbsent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (isAbsent) return new Refusal(['Networks run on onnxruntime-node, which is not installed.'], [INSTALL]);
  const [why] = String(error instanceof Error ? error.message : error).split('\n');
  return new Refusal([`Networks run on onnxruntime-node, which does not load here: ${why}.`], [INSTALL]);
}
