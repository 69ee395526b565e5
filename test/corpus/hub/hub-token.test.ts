import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { maskToken } from '../../../src/corpus/hub/hub-token.js';
import { type FakeHub, fakeCommit, startFakeHub } from '../fake-hub.js';

const FILES = { 'config.json': '{}', 'model.safetensors': 'weights' };
const TOKEN = 'hf_verysecret';

interface TwoHubs {
  /** Knows the model; the token is for it. */
  readonly hub: FakeHub;
  /** Another origin: the same host, another port. */
  readonly other: FakeHub;
  readonly options: FakeHub['options'];
}

async function start(context: TestContext): Promise<TwoHubs> {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  const other = await startFakeHub(context, { 'models/org/small': FILES });
  const environment = { ...hub.options.environment, HF_TOKEN: TOKEN };
  return { hub, other, options: { ...hub.options, environment } };
}

/** Checks that the hub was asked with the token each time, and the other one never. */
function assertKept({ hub, other }: TwoHubs): void {
  const own = hub.requests.filter(({ host }) => hub.endpoint.endsWith(`//${host}`));
  assert.deepEqual(new Set(own.map(({ token }) => token)), new Set([`Bearer ${TOKEN}`]));
  const others = [...other.requests, ...hub.requests.filter((request) => !own.includes(request))];
  assert.ok(others.length > 0, 'the other one was asked');
  assert.deepEqual(new Set(others.map(({ token }) => token)), new Set([null]));
}

const LINKS: readonly (readonly [string, (address: string) => string])[] = [
  ['as the hub writes it', (address) => `<${address}>; rel="next"`],
  ['without quotes and blanks', (address) => `<${address}>;rel=next`],
  [
    'among others',
    (address) => `<${address}&last>; rel="last", <${address}>; title="a, b"; REL="prefetch next"`,
  ],
];
for (const [name, link] of LINKS) {
  test(`fetchModel(name) sends no token where a list goes on at another origin, ${name}`, async (context) => {
    const hubs = await start(context);
    const { hub, other, options } = hubs;
    hub.faults.push({
      at: '/tree/',
      reply: (request, response) =>
        response.setHeader('link', link(other.endpoint + request.url)).end(JSON.stringify([])),
    });
    await fetchModel('org/small', options);
    assertKept(hubs);
  });
}

for (const [name, at, status] of [
  ['the commit', '/revision/', 307],
  ['the list', '/tree/', 302],
  ['a small file', '/resolve/', 301],
  ['a large file', 'model.safetensors', 308],
] as const) {
  test(`fetchModel(name) sends no token where ${name} is at another origin`, async (context) => {
    const hubs = await start(context);
    const { hub, other, options } = hubs;
    hub.faults.push({
      at,
      reply: (request, response) =>
        response.writeHead(status, { location: other.endpoint + request.url }).end(),
    });
    await fetchModel('org/small', options);
    assertKept(hubs);
  });
}

test('fetchModel(name) sends the token on where the hub redirects to itself, as for a renamed model', async (context) => {
  const { hub, options } = await start(context);
  hub.faults.push({
    at: '/api/models/org/old/',
    isLasting: true,
    reply: (request, response) =>
      response.writeHead(307, { location: request.url?.replace('/old/', '/small/') }).end(),
  });
  const fetch: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(String(input).replace('/org/old/resolve/', '/org/small/resolve/'), init);
  await fetchModel('org/old', { ...options, fetch });
  const own = hub.requests.filter(({ host }) => hub.endpoint.endsWith(`//${host}`));
  assert.deepEqual(new Set(own.map(({ token }) => token)), new Set([`Bearer ${TOKEN}`]));
});

test('fetchModel(name) comes back with the token from another origin', async (context) => {
  const hubs = await start(context);
  const { hub, other, options } = hubs;
  const tree = `/api/models/org/small/tree/${fakeCommit('main')}?recursive=true&expand=false`;
  hub.faults.push({
    at: '/tree/',
    reply: (_, response) => response.writeHead(302, { location: `${other.endpoint}${tree}` }).end(),
  });
  other.faults.push({
    at: '/tree/',
    reply: (_, response) => response.writeHead(302, { location: `${hub.endpoint}${tree}&again` }).end(),
  });
  await fetchModel('org/small', options);
  assertKept(hubs);
});

for (const [name, location, got] of [
  ['a file', 'file:///etc/passwd', 'another protocol: "file:///etc/passwd"'],
  ['data', 'data:text/plain,x', 'another protocol: "data://text/plain,x"'],
  ['no address', 'http://[', 'another text: "http://["'],
  ['a password', 'http://me:secret@127.0.0.1/x?key=secret', 'one with a password: "http://127.0.0.1/x"'],
] as const) {
  test(`fetchModel(name) throws where an answer leads to ${name}`, async (context) => {
    const { hub, options } = await start(context);
    for (const headers of [{ location: location }, { link: `<${location}>; rel="next"` }]) {
      hub.faults.push({
        at: '/tree/',
        reply: (_, response) => response.writeHead('link' in headers ? 200 : 302, headers).end('[]'),
      });
      await assert.rejects(fetchModel('org/small', options), {
        failure: 'server',
        message: new RegExp(
          `^nextAddress: 127.0.0.1:\\d+ must name an address of the web to go on at, got ${got.replace(/[[?]/g, '\\$&')}$`,
        ),
      });
    }
  });
}

test('fetchModel(name) throws where an address leads from HTTPS to HTTP', async (context) => {
  const { options } = await start(context);
  const environment = { ...options.environment, HF_ENDPOINT: 'https://hub.example' };
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    return new Response(null, { status: 302, headers: { location: 'http://hub.example/x?signature=1' } });
  };
  await assert.rejects(fetchModel('org/small', { ...options, environment, fetch }), {
    failure: 'server',
    message:
      'nextAddress: hub.example must name an address of the web to go on at, got one without encryption: "http://hub.example/x"',
  });
  assert.equal(asked.length, 1);
});

const echoes: readonly (readonly [string, string, string])[] = [
  ['for the commit', '/revision/', JSON.stringify({ sha: TOKEN })],
  ['for JSON', '/revision/', TOKEN],
  ['as a path', '/tree/', JSON.stringify([{ type: 'file', path: `../${TOKEN}` }])],
  ['as a checksum', '/tree/', JSON.stringify([{ type: 'file', path: 'a', size: 1, oid: TOKEN }])],
];
for (const [name, at, body] of echoes) {
  test(`fetchModel(name) does not show the token where a hub sends it back ${name}`, async (context) => {
    const { hub, options } = await start(context);
    hub.faults.push({ at, body });
    await assert.rejects(fetchModel('org/small', options), (error: unknown) => {
      assert.match(String(error), /^HubError: .*\*\*\*/);
      assert.doesNotMatch(inspect(error, { depth: 9 }), new RegExp(TOKEN));
      return true;
    });
  });
}

test('maskToken(text, token) replaces each token', () => {
  assert.equal(maskToken('a t b t', 't'), 'a *** b ***');
  assert.equal(maskToken('a t', null), 'a t');
});
