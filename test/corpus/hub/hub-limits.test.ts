import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { type FakeHub, type Fault, startFakeHub } from '../fake-hub.js';

const FILES = { 'config.json': '{}', 'model.safetensors': 'weights '.repeat(1000) };

/** @param patience in seconds: short where a connection gives nothing, else longer than a busy machine needs. */
async function start(context: TestContext, patience: string): Promise<FakeHub> {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  const environment = { ...hub.options.environment, HF_HUB_DOWNLOAD_TIMEOUT: patience };
  return { ...hub, options: { ...hub.options, environment } };
}

/** Writes the same bytes until nobody reads any more. */
function writeForEver(response: ServerResponse, bytes: string | Uint8Array): void {
  const write = (): void => {
    while (!response.destroyed && response.write(bytes));
  };
  response.on('drain', write);
  write();
}

/** Sends a byte now and then. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('['), 50);
  response.on('close', () => clearInterval(timer));
}

/** 64 MiB in 64 KB. */
const packed = (): Uint8Array => gzipSync(Buffer.alloc(2 ** 26, ' '));

let pages = 0;
const nextPage = (request: IncomingMessage, link: string): string =>
  `<http://${request.headers.host}${link}>; rel="next"`;
const file = (path: string): Record<string, unknown> => ({
  type: 'file',
  path,
  size: 1,
  oid: 'a'.repeat(40),
});
const reply = (at: string, answer: Fault['reply']): Fault => ({
  at,
  isLasting: true,
  ...(answer && { reply: answer }),
});

const cases: readonly (readonly [string, Fault, RegExp, string?])[] = [
  [
    'a list whose next page is itself',
    reply('/tree/', (request, response) =>
      response.setHeader('link', nextPage(request, request.url ?? '')).end('[]'),
    ),
    /^openSnapshot: http:\S+ must give a list that ends, with a next page that was not there yet, got more$/,
  ],
  [
    'a list that goes in a circle',
    reply('/tree/', (request, response) => {
      const place = Number(/place=(\d)/.exec(request.url ?? '')?.[1] ?? 0);
      response.setHeader('link', nextPage(request, `/api/tree/?place=${(place % 3) + 1}`)).end('[]');
    }),
    /must give a list that ends/,
  ],
  [
    'a list that leads back by a relative address',
    reply('/tree/', (_, response) =>
      response.setHeader('link', '<?recursive=true&expand=false>; rel=next').end('[]'),
    ),
    /must give a list that ends/,
  ],
  [
    'a list of endless pages',
    reply('/tree/', (request, response) =>
      response.setHeader('link', nextPage(request, `/api/tree/?page=${++pages}`)).end('[]'),
    ),
    /^openSnapshot: http:\S+ must give at most 2000 pages of a list, got more$/,
  ],
  [
    'a list of too many files',
    reply('/tree/', (_, response) =>
      response.end(JSON.stringify(Array.from({ length: 200_001 }, (_, index) => file(`a${index}`)))),
    ),
    /^openSnapshot: http:\S+ must give at most 200000 files of model org\/small, got more$/,
  ],
  [
    'a list whose bytes never end',
    reply('/tree/', (_, response) => writeForEver(response, `[${' '.repeat(65_536)}`)),
    /^openSnapshot: http:\S+ must give at most 32 MiB in an answer, got more$/,
  ],
  [
    'a commit whose bytes never end',
    reply('/revision/', (_, response) => writeForEver(response, ' '.repeat(65_536))),
    /must give at most 32 MiB in an answer, got more$/,
  ],
  [
    'a list that is small only as it is packed',
    reply('/tree/', (_, response) => response.setHeader('content-encoding', 'gzip').end(packed())),
    /must give at most 32 MiB in an answer, got more$/,
  ],
  [
    'a list that is packed twice',
    reply('/tree/', (_, response) =>
      response
        .setHeader('content-encoding', 'gzip, gzip')
        .end(gzipSync(gzipSync(Buffer.alloc(2 ** 26, ' ')))),
    ),
    /must give at most 32 MiB in an answer, got more$/,
  ],
  [
    'a path without end',
    reply('/tree/', (_, response) => response.end(JSON.stringify([file(`${'a/'.repeat(1000)}b`)]))),
    /^openSnapshot: a listed path must stay inside of its repository, got "(?:a\/){40}…"$/,
    'damaged',
  ],
  [
    'redirects without end',
    reply('/tree/', (request, response) =>
      response.writeHead(302, { location: `${request.url}&again` }).end(),
    ),
    /^hubFetch: http:\S+ must redirect at most 10 times, got one redirect more$/,
  ],
  [
    'a redirect to itself',
    reply('/resolve/', (request, response) => response.writeHead(307, { location: request.url }).end()),
    /must redirect at most 10 times, got one redirect more$/,
  ],
  [
    'a hub that takes requests and never answers',
    reply('/revision/', () => {}),
    /^hubFetch: http:\S+ must be reachable, got nothing for 0.4 s; HF_HUB_OFFLINE=1 uses what the cache holds$/,
    'no-network',
  ],
  [
    'a store that never answers',
    reply('/store/', () => {}),
    /^hubFetch: http:\/\/localhost:\d+ must be reachable, got nothing for 0.4 s; /,
    'no-network',
  ],
  [
    'a list that stops in the middle',
    reply('/tree/', (_, response) => response.write('[')),
    /^openSnapshot: the connection to 127.0.0.1:\d+ must last, got nothing for 0.4 s$/,
    'no-network',
  ],
  [
    'a list that comes byte by byte',
    reply('/tree/', (_, response) => drip(response)),
    /^openSnapshot: the connection to 127.0.0.1:\d+ must last, got \d+ bytes in 0 s$/,
    'no-network',
  ],
  [
    'a file that stops in the middle',
    reply('/store/', (_, response) => response.write('weights ')),
    /^downloadBlob: the connection to 127.0.0.1:\d+ must last, got nothing for 0.4 s; the next try goes on where this one stopped$/,
    'no-network',
  ],
  [
    'a file that comes byte by byte',
    reply('/store/', (_, response) => drip(response)),
    /^downloadBlob: the connection to 127.0.0.1:\d+ must last, got \d+ bytes in 0 s; /,
    'no-network',
  ],
  [
    'a file whose bytes never end',
    reply('/store/', (_, response) => writeForEver(response, 'x'.repeat(1000))),
    /^downloadBlob: http:\S+ must have 8000 bytes, got \d+ or more$/,
    'damaged',
  ],
  [
    'a file that is packed and without end',
    reply('/store/', (_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(2 ** 24))),
    ),
    /^downloadBlob: http:\S+ must have 8000 bytes, got \d+ or more$/,
    'damaged',
  ],
  [
    'a file with a shorter promise',
    reply('/store/', (_, response) => response.setHeader('content-length', 7).end('weights')),
    /^downloadBlob: http:\S+ must have 8000 bytes, got 7$/,
    'damaged',
  ],
  [
    'a file with a longer promise',
    reply('/store/', (_, response) => response.setHeader('content-length', 2 ** 40).write('weights')),
    /^downloadBlob: http:\S+ must have 8000 bytes, got 1099511627776$/,
    'damaged',
  ],
];
for (const [name, fault, message, failure = 'server'] of cases) {
  test(`fetchModel(name) throws for ${name}`, async (context) => {
    const hub = await start(context, failure === 'no-network' ? '0.4' : '60');
    hub.faults.push(fault);
    await assert.rejects(fetchModel('org/small', hub.options), { name: 'HubError', failure, message });
  });
}

test('fetchModel(name) reads a list of many pages, whatever form their links have', async (context) => {
  const hub = await start(context, '60');
  const links = [
    '<?page=1>; rel="next"',
    '</api/tree/?page=2>; rel=next',
    '<http://HOST/tree/?page=3>; rel="next"',
  ];
  let page = 0;
  hub.faults.push(
    ...links.map((link) => ({
      at: '/tree/',
      reply: (request: IncomingMessage, response: ServerResponse) =>
        response
          .setHeader('link', link.replace('HOST', request.headers.host ?? ''))
          .end(JSON.stringify([file(`data/${page++}.bin`)])),
    })),
    { at: '/tree/', reply: (_, response) => response.end(JSON.stringify([file('config.json')])) },
  );
  await assert.rejects(fetchModel('org/small', hub.options), {
    message:
      'chooseModelFiles: model org/small must hold model.safetensors, got config.json, data/0.bin, data/1.bin, data/2.bin',
  });
});

test('fetchModel(name) asks again where a list is cut', async (context) => {
  const hub = await start(context, '0.4');
  hub.faults.push(
    { at: '/revision/', reply: (_, response) => response.write('{', () => response.destroy()) },
    { at: '/tree/', reply: (_, response) => response.write('[') },
  );
  await fetchModel('org/small', hub.options);
  assert.deepEqual(hub.waits, [1000, 1000]);
});

test('fetchModel(name, { signal }) stops a hub that never answers', async (context) => {
  const hub = await start(context, '60');
  const controller = new AbortController();
  const reason = new Error('stopped by the user');
  hub.faults.push(reply('/tree/', () => controller.abort(reason)));
  await assert.rejects(fetchModel('org/small', { ...hub.options, signal: controller.signal }), reason);
});
