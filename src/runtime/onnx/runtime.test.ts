import { expect, test } from 'vitest';
import { onnxRuntime } from './runtime.ts';

test('the runtime is loaded once', async () => {
  const runtime = await onnxRuntime();
  expect(await onnxRuntime()).toBe(runtime);
  expect(runtime.listSupportedBackends().map(({ name }) => name)).toContain('cpu');
});

test('a missing package is a refusal that says what to install', async () => {
  const absent = () =>
    Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(onnxRuntime(absent)).rejects.toMatchObject({
    name: 'Refusal',
    reasons: ['Networks run on onnxruntime-node, which is not installed.'],
  });
});

test('a package that does not load is a refusal with its first line', async () => {
  const broken = () => Promise.reject(new Error('GLIBC_2.28 not found\n    at Module.load'));
  await expect(onnxRuntime(broken)).rejects.toMatchObject({
    reasons: ['Networks run on onnxruntime-node, which does not load here: GLIBC_2.28 not found.'],
  });
});
