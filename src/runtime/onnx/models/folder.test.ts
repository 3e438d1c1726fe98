import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleGraph } from '../engine/fixture.ts';
import { letterModel, temporaryFolder, writeFiles } from './fixture.ts';
import { readFolder } from './folder.ts';
import { graphOutputs } from './graph-outputs.ts';
import { modelHash } from './hash.ts';

test('a folder says which variant is taken, how far the model looks, and what ends a text', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { ...letterModel(new Uint8Array(3)), 'onnx/model_q4.onnx': 'x', 'onnx/model_q4.onnx_data': 'yy' });
  expect(readFolder('m', folder)).toMatchObject({ variant: 'fp32', bytes: 3, context: 64, endTokens: [2] });
  expect(readFolder('m', folder, 'q4')).toMatchObject({
    bytes: 3,
    weights: [join(folder, 'onnx', 'model_q4.onnx_data')],
  });
  expect(() => readFolder('m', folder, 'fp16')).toThrow('it has `fp32`, `q4`');
});

test('the layout of Optimum, without a folder onnx, is one too', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'config.json': {}, 'tokenizer.json': {}, 'model.onnx': 'x' });
  expect(readFolder('m', folder).graph).toBe(join(folder, 'model.onnx'));
});

test('what is missing or broken is named', () => {
  const folder = temporaryFolder();
  expect(() => readFolder('m', folder)).toThrow('has no config.json');
  writeFiles(folder, { 'config.json': {}, 'tokenizer.json': {} });
  expect(() => readFolder('m', folder)).toThrow(`has no ${join('onnx', 'model.onnx')}`);
  writeFiles(folder, { 'config.json': '{' });
  expect(() => readFolder('m', folder)).toThrow('it is no JSON');
});

test('the hash changes with the weights and with the tokenizer, not with what is beside them', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, letterModel(new Uint8Array(3)));
  const hash = () => modelHash(readFolder('m', folder));
  const before = await hash();
  writeFiles(folder, { 'README.md': 'words' });
  expect(await hash()).toBe(before);
  writeFileSync(join(folder, 'onnx', 'model.onnx'), new Uint8Array(4));
  const after = await hash();
  expect(after).not.toBe(before);
  writeFiles(folder, { 'tokenizer.json': {} });
  expect(await hash()).not.toBe(after);
});

test('outputs are read without loading the graph', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'a.onnx': sampleGraph(), 'b.onnx': 'no graph' });
  expect(graphOutputs(join(folder, 'a.onnx'))).toEqual(['present.0.key', 'present.0.value', 'logits']);
  expect(graphOutputs(join(folder, 'b.onnx'))).toEqual([]);
});
