import type { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { GraphBuilder } from '../graph/index.ts';
import type { ModelFolder } from '../models/folder.ts';
import { graphOutputs } from '../models/graph-outputs.ts';
import { type OnnxRuntime, onnxRuntime } from '../runtime.ts';
import { moverGraph, sessionMover } from './cache-mover.ts';
import { devicesFor, missingDevice } from './devices.ts';
import { Net } from './net.ts';
import { shortReason } from './reason.ts';
import { signatureOf } from './signature.ts';
import { StepNet } from './step-net.ts';

export interface OpenNet {
  readonly net: Net;
  /** Its graph for one token a row; undefined where there can be none. */
  readonly stepNet: StepNet | undefined;
  readonly device: Device;
}

/** Loads a model's graph on the first device that works. Throws a Refusal in one line: no device, or no graph that it can run. */
export async function openNet(model: ModelFolder, choice: Device | 'auto', threads: number): Promise<OpenNet> {
  const runtime = await onnxRuntime();
  const device = await firstThatWorks(runtime, devicesFor(choice, runtime));
  try {
    return { ...(await load(runtime, model, device, threads)), device };
  } catch (error) {
    throw error instanceof Refusal ? error : unloadable(model, device, error);
  }
}

/** Models up to this many bytes keep the memory of a step for the next one, which is faster; larger ones give it back. */
const SMALL = 256 * 2 ** 20;

/** Tries the devices on a graph of one node: the model is loaded where that runs. */
async function firstThatWorks({ InferenceSession }: OnnxRuntime, devices: readonly Device[]): Promise<Device> {
  let failure: Refusal | undefined;
  for (const device of devices) {
    try {
      const session = await InferenceSession.create(smallestGraph(), settings(device, 1));
      await session.release();
      return device;
    } catch (error) {
      failure = missingDevice(device, error);
    }
  }
  throw failure ?? new Refusal(['ONNX Runtime has no device on this platform.'], []);
}

function smallestGraph(): Uint8Array {
  const graph = new GraphBuilder(17);
  const input = graph.input('x', 'float32', [1]);
  graph.output('y', graph.node('Add', [input, input], 'float32'), [1]);
  return graph.bytes();
}

function settings(device: Device, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [device],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  };
}

async function load(
  runtime: OnnxRuntime,
  model: ModelFolder,
  device: Device,
  threads: number,
): Promise<Omit<OpenNet, 'device'>> {
  const { InferenceSession } = runtime;
  const options = { ...settings(device, threads), enableCpuMemArena: model.bytes <= SMALL };
  const carried = graphOutputs(model.graph).filter((name) => name.startsWith('present.'));
  const session = await InferenceSession.create(model.graph, keptOnDevice(device, options, carried));
  const signature = signatureOf(session.inputMetadata, session.outputMetadata, model.config, model.name);
  const moved = keptOnDevice(
    device,
    options,
    signature.slots.map(({ present }) => present),
  );
  const mover = signature.slots.length > 0 ? await InferenceSession.create(moverGraph(signature), moved) : undefined;
  const net = new Net(runtime, session, signature, sessionMover(runtime, mover, signature));
  return { net, stepNet: device === 'cpu' ? await StepNet.open(runtime, model, signature, options) : undefined };
}

/** Keys and values stay where they are computed, as far as ONNX Runtime's binding for Node can hold them there: that is WebGPU. */
function keptOnDevice(
  device: Device,
  options: InferenceSession.SessionOptions,
  names: readonly string[],
): InferenceSession.SessionOptions {
  if (device !== 'webgpu' || names.length === 0) return options;
  return { ...options, preferredOutputLocation: Object.fromEntries(names.map((name) => [name, 'gpu-buffer'])) };
}

/** A graph that the runtime does not take: broken, of a newer kind, or with operators that it does not know. */
function unloadable({ name, graph }: ModelFolder, device: Device, error: unknown): Refusal {
  return new Refusal(
    [`The graph of \`${name}\` does not load on ${device}: ${shortReason(error)}.`],
    [`Copy ${graph} again, or export it anew.`],
  );
}
