import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { type FakeHub, type Fault, fakeSum, startFakeHub } from '../fake-hub.js';

const WEIGHTS = 'weights '.repeat(1000);
const FILES = { 'config.json': '{}', 'model.safetensors': WEIGHTS };
const SUM = fakeSum('model.safetensors', WEIGHTS);

const start = (context: TestContext): Promise<FakeHub> =>
  startFakeHub(context, { 'models/org/small': FILES });
const blobsOf = (hub: FakeHub): string => join(hub.cache, 'models--org--small', 'blobs');
const storeRanges = (hub: FakeHub): (string | null)[] =>
  hub.requests.filter(({ address }) => address.includes('/store/')).map(({ range }) => range);

/** Answers a range with the content that it is given, of any kind. */
function partial(range: string, body: string): Fault['reply'] {
  return (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(206, { 'content-range': range, 'content-length': body.length }).end(body);
}

const store = (reply: Fault['reply']): Fault => ({ at: '/store/', ...(reply && { reply }) });
const resumed: readonly (readonly [string, string | null, readonly Fault[], readonly (string | null)[]])[] = [
  [
    'the rest is of another content',
    null,
    [{ at: '/store/', cutAfter: 3000 }, store(partial('bytes 3000-7999/8000', 'x'.repeat(5000)))],
    [null, 'bytes=3000-', null],
  ],
  ['the beginning is of another content', 'x'.repeat(5000), [], ['bytes=5000-', null]],
  ['the beginning is as long as the whole, and of another content', 'x'.repeat(8000), [], [null]],
  ['the beginning is the whole', WEIGHTS, [], []],
  ['the beginning is longer', `${WEIGHTS}x`, [], [null]],
  [
    'the rest begins elsewhere',
    WEIGHTS.slice(0, 5000),
    [store(partial('bytes 100-7999/8000', WEIGHTS.slice(100)))],
    ['bytes=5000-', null],
  ],
  [
    'the range is refused, of a file that has it',
    WEIGHTS.slice(0, 5000),
    [{ at: '/store/', status: 416, headers: { 'content-range': 'bytes */8000' } }],
    ['bytes=5000-', null],
  ],
  [
    'all is sent, and cut, in place of the rest',
    WEIGHTS.slice(0, 5000),
    [{ at: '/store/', ignoresRange: true, cutAfter: 2000 }],
    ['bytes=5000-', 'bytes=2000-'],
  ],
  [
    'the whole is packed, though it was not to be',
    null,
    [store((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(WEIGHTS)))],
    [null],
  ],
];
for (const [name, beginning, faults, ranges] of resumed) {
  test(`fetchModel(name) has the right file in the end where ${name}`, async (context) => {
    const hub = await start(context);
    if (beginning !== null) {
      mkdirSync(blobsOf(hub), { recursive: true });
      writeFileSync(join(blobsOf(hub), `${SUM}.incomplete`), beginning);
      // Where there are no locks, only what has been left alone is gone on with.
      utimesSync(join(blobsOf(hub), `${SUM}.incomplete`), 0, 0);
    }
    hub.faults.push(...faults);
    const folder = await fetchModel('org/small', hub.options);
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
    assert.deepEqual(storeRanges(hub), ranges);
    assert.deepEqual(readdirSync(blobsOf(hub)).sort(), [SUM, fakeSum('config.json', '{}')].sort());
  });
}

test('fetchModel(name) throws where the pieces do not fit, and neither does the whole', async (context) => {
  const hub = await start(context);
  hub.faults.push(
    { at: '/store/', cutAfter: 3000 },
    { at: '/store/', isLasting: true, body: 'x'.repeat(8000) },
  );
  await assert.rejects(fetchModel('org/small', hub.options), {
    failure: 'damaged',
    message: new RegExp(`must have the checksum ${SUM} \\(sha256\\), got [0-9a-f]{64}$`),
  });
  assert.deepEqual(storeRanges(hub), [null, 'bytes=3000-', null]);
  assert.deepEqual(readdirSync(blobsOf(hub)), [fakeSum('config.json', '{}')]);
});

test('fetchModel(name) throws for a store that sends a byte and cuts, without end', async (context) => {
  const hub = await start(context);
  hub.faults.push({
    at: '/store/',
    isLasting: true,
    reply: (request, response) => {
      const place = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      response.writeHead(place === 0 ? 200 : 206, { 'content-range': `bytes ${place}-7999/8000` });
      response.write(WEIGHTS[place], () => setImmediate(() => response.destroy()));
    },
  });
  await assert.rejects(fetchModel('org/small', hub.options), {
    failure: 'no-network',
    message: /must last, got .+; the next try goes on where this one stopped$/,
  });
  assert.ok(storeRanges(hub).length <= 1001);
});

test('fetchModel(name) has files without content', async (context) => {
  const files = { 'config.json': '', 'tokenizer.json': '', 'model.safetensors': '' };
  const hub = await startFakeHub(context, { 'models/org/empty': files });
  const folder = await fetchModel('org/empty', hub.options);
  for (const path of Object.keys(files)) assert.equal(readFileSync(join(folder, path), 'utf8'), '');
});

for (const [text, waited] of [
  ['0', 0],
  ['120', 120_000],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ['soon', 1000],
] as const) {
  test(`fetchModel(name) waits after 429 with Retry-After: ${text}`, async (context) => {
    const hub = await start(context);
    hub.faults.push({ at: '/store/', status: 429, headers: { 'retry-after': text } });
    await fetchModel('org/small', hub.options);
    assert.deepEqual(hub.waits, [waited]);
  });
}

for (const text of ['301', '9'.repeat(400), 'Wed, 21 Oct 2200 07:28:00 GMT']) {
  test(`fetchModel(name) does not wait after 429 with Retry-After: ${text.slice(0, 30)}`, async (context) => {
    const hub = await start(context);
    hub.faults.push({ at: '/store/', status: 429, headers: { 'retry-after': text } });
    await assert.rejects(fetchModel('org/small', hub.options), { failure: 'too-many-requests' });
    assert.deepEqual(hub.waits, []);
  });
}
