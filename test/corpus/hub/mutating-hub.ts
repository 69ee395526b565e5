/** A hub on a bare socket that changes some of its answers by a seed: nothing keeps them within HTTP. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { keyedTwister, type MersenneTwister } from '../../../src/base/random/mersenne-twister.js';
import { fakeCommit, fakeSum } from '../fake-hub.js';
import { mutateAnswer, type RawAnswer } from './mutate-answer.js';

/** Files of the model of a size that is fetched at once and resumed in pieces. */
export const MUTATED_FILES: Readonly<Record<string, string>> = {
  'README.md': '# Small',
  'config.json': '{"model_type":"bloom"}',
  'tokenizer.json': '{"version":"1.0","model":{}}',
  'model.safetensors': 'weights '.repeat(300),
};

/** A hub that is running. */
export interface MutatingHub {
  readonly endpoint: string;
  /** Which answers are changed from now on, and how; `null` for none. */
  random: MersenneTwister | null;
  /** Kinds of answers that were changed since they were last forgotten: `revision`, `tree`, `resolve`, `store`. */
  readonly changed: Set<string>;
  /** Addresses whose every answer is changed, and by which seed, until they are forgotten. */
  readonly stubborn: Map<string, number>;
  /** Requests to another origin that carried a token. */
  leaks: number;
}

/** Share of the answers that are changed, and of those the share of addresses whose answers are from then on, alike. */
const CHANGED = 0.3;
const STUBBORN = 0.3;

/** Starts a hub, and another origin that it may point to; both end with the test. */
export async function startMutatingHub(context: TestContext): Promise<MutatingHub> {
  const hub = {
    endpoint: '',
    random: null as MersenneTwister | null,
    changed: new Set<string>(),
    stubborn: new Map<string, number>(),
    leaks: 0,
  };
  const other = await listen(context, (head, socket) => {
    if (/\r\nauthorization:/i.test(head)) hub.leaks++;
    write(socket, honest(addressOf(head), head, ''));
  });
  hub.endpoint = await listen(context, (head, socket) => {
    const address = addressOf(head);
    const answer = honest(address, head, other);
    const { random, stubborn } = hub;
    const known = stubborn.get(address);
    if (random === null || (known === undefined && random.nextDouble() >= CHANGED)) {
      return write(socket, answer);
    }
    const seed = known ?? random.nextWord();
    if (random.nextDouble() < STUBBORN) stubborn.set(address, seed);
    hub.changed.add(/\/(revision|tree|resolve|store)\//.exec(address)?.[1] ?? '');
    write(socket, mutateAnswer(answer, keyedTwister([seed]), other));
  });
  return hub;
}

async function listen(context: TestContext, answer: (head: string, socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let head = '';
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      answer(head, socket);
      head = '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function addressOf(head: string): string {
  return decodeURIComponent(head.split(' ')[1] ?? '');
}

function write(socket: Socket, { status, headers, body, cutAfter, isHeld }: RawAnswer): void {
  const head = [`HTTP/1.1 ${status} X`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
  socket.write(cutAfter === undefined ? bytes : bytes.subarray(0, cutAfter));
  if (isHeld) return;
  if (cutAfter === undefined) socket.end();
  else setImmediate(() => socket.destroy());
}

/** What a hub answers. @param other origin of the store, or an empty text for the same. */
function honest(address: string, head: string, other: string): RawAnswer {
  const [path = ''] = address.split('?');
  const name = path.split('/').at(-1) ?? '';
  const content = MUTATED_FILES[name];
  if (path.includes('/revision/')) return json({ id: 'org/small', sha: fakeCommit('main') });
  if (path.includes('/tree/')) {
    const entries = Object.entries(MUTATED_FILES).map(entry);
    const half = address.includes('page=2') ? entries.slice(2) : entries.slice(0, 2);
    const link = `<${path}?page=2>; rel="next"`;
    return json(half, address.includes('page=2') ? [] : [['link', link]]);
  }
  if (content === undefined) return { ...json({ error: 'none' }), status: 404 };
  if (path.includes('/resolve/') && name.endsWith('.safetensors')) {
    const location = `${other}${path.replace('/resolve/', '/store/')}`;
    return {
      status: 302,
      headers: [
        ['location', location],
        ['content-length', '0'],
      ],
      body: new Uint8Array(),
    };
  }
  const start = Number(/\r\nrange: bytes=(\d+)-/i.exec(head)?.[1] ?? 0);
  const body = Buffer.from(content).subarray(start);
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  return {
    status: start > 0 ? 206 : 200,
    headers: [
      ['content-length', `${body.length}`],
      ...(start > 0 ? [['content-range', range] as const] : []),
    ],
    body,
  };
}

function json(value: unknown, headers: RawAnswer['headers'] = []): RawAnswer {
  return {
    status: 200,
    headers: [['content-type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify(value)),
  };
}

function entry([path, content]: [string, string]): Record<string, unknown> {
  const sum = fakeSum(path, content);
  const { length: size } = content;
  return path.endsWith('.safetensors')
    ? { type: 'file', path, size, oid: '0'.repeat(40), lfs: { oid: sum, size, pointerSize: 130 } }
    : { type: 'file', path, size, oid: sum };
}
