import { existsSync, readdirSync } from 'node:fs';
import { platform } from 'node:process';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import type { OnnxRuntime } from '../runtime.ts';
import { shortReason } from './reason.ts';

/** The order in which `auto` tries. CoreML is asked for by name only: it takes no graphs whose shapes change with each token well. */
const order: readonly Device[] = ['cuda', 'dml', 'webgpu', 'cpu'];

/** Devices that the runtime has code for on this platform. */
function supported({ listSupportedBackends }: OnnxRuntime): ReadonlySet<string> {
  return new Set(listSupportedBackends().map(({ name }) => name));
}

/** Which devices to try for a choice, in order. Throws a Refusal where a named one is not for this platform. */
export function devicesFor(choice: Device | 'auto', runtime: OnnxRuntime): readonly Device[] {
  const able = supported(runtime);
  if (choice === 'auto') return order.filter((device) => able.has(device) && (device !== 'webgpu' || hasGraphics()));
  if (able.has(choice)) return [choice];
  throw new Refusal(
    [`The device \`${choice}\` is not for this platform; ONNX Runtime has ${[...able].join(', ')} here.`],
    ['Name one of these, or `auto`.'],
  );
}

/** Why a device that was named does not work, and what would help. */
export function missingDevice(device: Device, error: unknown): Refusal {
  return new Refusal([`The device \`${device}\` does not work here: ${shortReason(error)}.`], [remedies[device]]);
}

const remedies: Readonly<Record<Device, string>> = {
  cpu: 'The processor is always there: the model itself does not load.',
  webgpu:
    'WebGPU needs a Vulkan driver on Linux (on Debian mesa-vulkan-drivers 25 or later, or the driver of the graphics card), Metal on macOS, Direct3D 12 on Windows.',
  cuda: 'CUDA needs an NVIDIA driver, CUDA 12 and cuDNN 9, and their libraries for ONNX Runtime: `ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node`.',
  coreml: 'CoreML is part of macOS; not every graph runs on it.',
  dml: 'DirectML needs Windows 10 and a graphics card with Direct3D 12.',
};

/**
 * Whether Linux has a graphics device. Without one WebGPU still works where a driver computes on the processor, several times slower
 * than the processor itself: `auto` leaves that out.
 */
function hasGraphics(): boolean {
  if (platform !== 'linux') return true;
  const cards = existsSync('/dev/dri') ? readdirSync('/dev/dri') : [];
  return cards.some((name) => name.startsWith('renderD')) || existsSync('/dev/nvidia0') || existsSync('/dev/dxg');
}
