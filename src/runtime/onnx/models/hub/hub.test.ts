import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sampleGraph } from '../../engine/fixture.ts';
import { letterModel, temporaryFolder } from '../fixture.ts';
import { readFolder } from '../folder.ts';
import { modelHash } from '../hash.ts';
import { findModel } from '../places.ts';
import { hubAt, pull } from './pull.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** What can go wrong on the way. */
interface Trouble {
  /** Bytes of the graph after which the connection breaks, once. */
  breakAt?: number;
  /** Bytes of the graph are changed. */
  damage?: boolean;
  /** Ranges are not known. */
  whole?: boolean;
  /** The address of another server that has the graph. */
  elsewhere?: string;
}

/** A hub on this machine, with one model. */
async function startHub(trouble: Trouble = {}) {
  const model: Readonly<Record<string, string | Uint8Array | object>> = {
    ...letterModel(sampleGraph()),
    'onnx/model_q4.onnx': 'four bits',
    'onnx/model_q4.onnx_data': 'weights',
    'pytorch_model.bin': 'x',
  };
  const files = new Map(Object.entries(model).map(([name, content]) => [name, bytesOf(content)]));
  const asked: string[] = [];
  const { address } = await served((request, response) => {
    const { url = '', headers } = request;
    asked.push(`${url}${headers.range ? ` ${headers.range}` : ''}`);
    if (url === '/api/models/me/letters/revision/main?blobs=true') return listing(files, response);
    if (trouble.elsewhere && url.endsWith('model.onnx'))
      return response.writeHead(302, { location: trouble.elsewhere }).end();
    const found = files.get(url.replace(`/me/letters/resolve/${commit}/`, ''));
    if (!found) return response.writeHead(url.includes('/secret/') ? 401 : 404).end();
    return send(found, url, headers.range, trouble, response);
  });
  return { hub: { address, token: undefined }, asked };
}

/** A server on this machine, until the test has finished. */
async function served(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  const trouble: Trouble = {};
  return { address: `http://127.0.0.1:${at.port}`, trouble };
}

function bytesOf(content: string | Uint8Array | object): Buffer {
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}

function listing(files: ReadonlyMap<string, Buffer>, response: ServerResponse) {
  const siblings = [...files].map(([rfilename, bytes]) => {
    const isLarge = rfilename.endsWith('.onnx');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const blobId = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    return {
      rfilename,
      size: bytes.length,
      blobId,
      ...(isLarge ? { lfs: { sha256, size: bytes.length, pointerSize: 134 } } : {}),
    };
  });
  return response.end(
    JSON.stringify({ id: 'me/letters', sha: commit, siblings: [...siblings, { rfilename: '../evil.json' }] }),
  );
}

function send(found: Buffer, url: string, range: string | undefined, trouble: Trouble, response: ServerResponse) {
  const from = range && !trouble.whole ? Number(/\d+/.exec(range)?.[0]) : 0;
  const isGraph = url.endsWith('model.onnx');
  const bytes = isGraph && trouble.damage ? Buffer.from(found).fill(7, 100, 110) : found;
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
  if (!isGraph || trouble.breakAt === undefined) return response.end(bytes.subarray(from));
  const until = trouble.breakAt;
  delete trouble.breakAt;
  response.write(bytes.subarray(from, until));
  return setTimeout(() => response.destroy(), 50);
}

const wish = { model: 'me/letters', name: 'me/letters', revision: 'main', variant: undefined };
const patient = { signal: new AbortController().signal, progress: () => undefined };

function ownHome(): string {
  const home = temporaryFolder();
  vi.stubEnv('ICSAP_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  return home;
}

test('a model is pulled with one variant of its graph, and is then there by its name', async () => {
  const home = ownHome();
  const { hub } = await startHub();
  const seen: number[] = [];
  const place = await pull(hub, wish, {
    ...patient,
    progress: (done, of) => void seen.push(done / (of ?? Number.NaN)),
  });
  expect(place).toBe(join(home, 'models', 'me', 'letters'));
  expect(readdirSync(join(place, 'onnx'))).toEqual(['model.onnx']);
  expect(readFileSync(join(place, 'onnx', 'model.onnx'))).toEqual(Buffer.from(sampleGraph()));
  expect(seen.at(-1)).toBe(1);
  expect(await modelHash(readFolder('x', findModel('me/letters', 'a.icsap').folder))).toMatch(/^[0-9a-f]{64}$/);
  expect(readdirSync(join(home, 'models'))).toEqual(['me']);
  await expect(pull(hub, wish, patient)).rejects.toThrow('There is a model called `me/letters`');
});

test('another variant comes with its weights', async () => {
  ownHome();
  const { hub } = await startHub();
  const place = await pull(hub, { ...wish, variant: 'q4' }, patient);
  expect(readdirSync(join(place, 'onnx'))).toEqual(['model_q4.onnx', 'model_q4.onnx_data']);
  await expect(pull(hub, { ...wish, name: 'b', variant: 'fp16' }, patient)).rejects.toThrow('it has `fp32`, `q4`');
});

test('a connection that breaks is taken up where it broke', async () => {
  ownHome();
  const { hub, asked } = await startHub({ breakAt: 1000 });
  const place = await pull(hub, wish, patient);
  expect(asked.filter((url) => url.includes('model.onnx'))).toEqual([
    `/me/letters/resolve/${commit}/onnx/model.onnx`,
    `/me/letters/resolve/${commit}/onnx/model.onnx bytes=1000-`,
  ]);
  expect(readFileSync(join(place, 'onnx', 'model.onnx'))).toEqual(Buffer.from(sampleGraph()));
});

test('a hub that knows no ranges sends the file again', async () => {
  ownHome();
  const { hub } = await startHub({ breakAt: 1000, whole: true });
  const place = await pull(hub, wish, patient);
  expect(readFileSync(join(place, 'onnx', 'model.onnx'))).toEqual(Buffer.from(sampleGraph()));
});

test('a pull that was stopped goes on in the next one', async () => {
  ownHome();
  const { hub, asked } = await startHub({ breakAt: 1000 });
  const controller = new AbortController();
  const stopped = pull(hub, wish, {
    signal: controller.signal,
    progress: (_, __, file) => file === 'onnx/model.onnx' && controller.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
  asked.length = 0;
  await pull(hub, wish, patient);
  expect(asked.filter((url) => url.includes('/resolve/'))).toEqual([expect.stringMatching(/model\.onnx bytes=\d+-$/)]);
});

test('a damaged file is thrown away, and nothing looks like a model', async () => {
  const home = ownHome();
  const { hub } = await startHub({ damage: true });
  await expect(pull(hub, wish, patient)).rejects.toMatchObject({
    name: 'Refusal',
    reasons: [expect.stringContaining('onnx/model.onnx of `me/letters` arrived damaged')],
  });
  expect(existsSync(join(home, 'models', 'me'))).toBe(false);
});

test('large files may lie elsewhere: what is asked for goes there, the token does not', async () => {
  ownHome();
  const graph = Buffer.from(sampleGraph());
  const seen: (readonly [string | undefined, string | undefined])[] = [];
  const store = await served((request, response) => {
    seen.push([request.headers.authorization, request.headers.range]);
    send(graph, 'model.onnx', request.headers.range, store.trouble, response);
  });
  store.trouble.breakAt = 1000;
  const { hub } = await startHub({ elsewhere: store.address });
  await pull({ ...hub, token: 'secret' }, wish, patient);
  expect(seen).toEqual([
    [undefined, undefined],
    [undefined, 'bytes=1000-'],
  ]);
});

test('what is not there, or not for everybody, or no hub, is refused in one line', async () => {
  ownHome();
  const { hub } = await startHub();
  await expect(pull(hub, { ...wish, model: 'me/other' }, patient)).rejects.toThrow(
    'does not have the model `me/other`',
  );
  await expect(pull(hub, { ...wish, model: 'me/secret/x' }, patient)).rejects.toThrow('HF_TOKEN');
  await expect(pull({ ...hub, address: 'http://127.0.0.1:9' }, wish, patient)).rejects.toThrow('cannot be reached');
  vi.stubEnv('HF_ENDPOINT', undefined);
  expect(() => hubAt(undefined, 'me/letters')).toThrow('no hub is named');
  expect(() => hubAt('somewhere', 'me/letters')).toThrow('is no address');
});

test('a place that cannot be written to is not the fault of the hub', async () => {
  const home = join(ownHome(), 'file');
  writeFileSync(home, '');
  vi.stubEnv('ICSAP_HOME', home);
  const { hub } = await startHub();
  await expect(pull(hub, wish, patient)).rejects.toThrow('cannot be written to');
});
