import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { proxyFetch } from '../../../src/corpus/hub/proxy-fetch.js';
import { type FakeHub, startFakeHub } from '../fake-hub.js';

const FILES = { 'config.json': '{}', 'model.safetensors': 'weights' };

/** A proxy that leads every address to a fake hub; it hands on requests, and opens tunnels. */
async function startProxy(context: TestContext, hub: FakeHub): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const { port } = new URL(hub.endpoint);
  const server = createServer((request, response) => {
    const { pathname, search, host } = new URL(request.url ?? '');
    asked.push(host);
    const onward = ask({ port, path: pathname + search, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

for (const [name, environmentOf] of [
  ['HTTP_PROXY', (address: string) => ({ HTTP_PROXY: address })],
  [
    'http_proxy, over HTTP_PROXY',
    (address: string) => ({ http_proxy: address, HTTP_PROXY: 'http://127.0.0.1:9' }),
  ],
  ['ALL_PROXY', (address: string) => ({ ALL_PROXY: address })],
  ['HTTP_PROXY without a scheme', (address: string) => ({ HTTP_PROXY: address.slice('http://'.length) })],
] as const) {
  test(`fetchModel(name) goes by way of ${name}`, async (context) => {
    const hub = await startFakeHub(context, { 'models/org/small': FILES });
    const proxy = await startProxy(context, hub);
    const environment = {
      ...hub.options.environment,
      HF_ENDPOINT: 'http://hub.invalid',
      ...environmentOf(proxy.address),
    };
    const folder = await fetchModel('org/small', { ...hub.options, environment });
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), 'weights');
    assert.match(proxy.asked[0] ?? '', /^hub\.invalid(?::80)?$/);
  });
}

test('fetchModel(name) goes by way of no proxy to this machine, and to what NO_PROXY names', async (context) => {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  const proxy = await startProxy(context, hub);
  const environment = { ...hub.options.environment, HTTP_PROXY: proxy.address };
  await fetchModel('org/small', { ...hub.options, environment });
  const named = { ...environment, HF_ENDPOINT: 'http://hub.invalid', NO_PROXY: '.invalid' };
  await assert.rejects(fetchModel('org/small', { ...hub.options, environment: named }), {
    failure: 'no-network',
    message: /^hubFetch: http:\/\/hub.invalid must be reachable, got /,
  });
  assert.deepEqual(proxy.asked, []);
});

test('fetchModel(name) throws where the proxy is not there, and shows no password', async (context) => {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  const { address } = await startProxy(context, hub);
  const { port } = new URL(address);
  const environment = {
    ...hub.options.environment,
    HF_ENDPOINT: 'https://hub.invalid',
    HTTPS_PROXY: `http://me:secret@127.0.0.2:${port}`,
  };
  await assert.rejects(fetchModel('org/small', { ...hub.options, environment }), {
    failure: 'no-network',
    message: `hubFetch: https://hub.invalid must be reachable, got ECONNREFUSED, by way of the proxy 127.0.0.2:${port}; HF_HUB_OFFLINE=1 uses what the cache holds`,
  });
});

for (const [text, got] of [
  ['http://me:secret@[', '***@['],
  ['socks5://127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
  ['http://', 'http://'],
] as const) {
  test(`proxyFetch({ HTTPS_PROXY: '${text}' }) throws`, async () => {
    await assert.rejects(proxyFetch({ HTTPS_PROXY: text }), {
      name: 'RangeError',
      message: `proxyFetch: HTTPS_PROXY must be the address of a proxy, http://host:port, got "${got}"; unset it`,
    });
  });
}

test("proxyFetch(environment) is Node's own where no proxy is named", async () => {
  assert.equal(await proxyFetch({}), globalThis.fetch);
  assert.equal(await proxyFetch({ HTTP_PROXY: '', NO_PROXY: '*' }), globalThis.fetch);
});
