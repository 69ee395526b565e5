/** Changes an answer of a hub as chance wants it. */
import { deflateSync, gzipSync } from 'node:zlib';
import type { MersenneTwister } from '../../../src/base/random/mersenne-twister.js';

/** An answer before it is written to the socket. */
export interface RawAnswer {
  readonly status: number | string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Bytes after which the connection is cut, or held without another byte. */
  readonly cutAfter?: number;
  readonly isHeld?: boolean;
}

/** A member of a list that is not empty. */
export function pick<T>(random: MersenneTwister, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random.nextDouble() * list.length)] ?? list[0];
}

const NUMBERS = [
  '0',
  '1',
  '-1',
  '7',
  '1e3',
  '999999999999',
  '1'.repeat(400),
  'NaN',
  '',
  ' 5 ',
  '0x10',
] as const;
const ADDRESSES = [
  '',
  '/',
  '?again',
  '/store/x',
  '//',
  'http://',
  'http://[',
  'http://127.0.0.1:9/',
  'ftp://x/y',
  'file:///etc/passwd',
  'javascript:1',
  'http://user:pass@127.0.0.1/',
  `/${'a/'.repeat(4000)}`,
  '/%2e%2e/%2e%2e/',
] as const;
const PATHS = [
  '../escape',
  '/etc/passwd',
  'a/../../../escape',
  '..\\escape',
  'C:\\escape',
  'CON',
  'nul.json',
  'config.json',
  'config.json/below',
  'model.safetensors',
  'a\0b',
  '\u001b]0;title\u0007',
  '\u202egnp.exe',
  '',
  '.',
  'x'.repeat(300),
  'd/'.repeat(300),
] as const;
const VALUES = [null, true, -1, 0, 1.5, 1e308, 2 ** 53, '', 'x', [], {}, [[]], { oid: '../x' }] as const;
const ODD_JSON = [
  '',
  'null',
  '0',
  '""',
  '{}',
  '[null]',
  '[[]]',
  '[1,',
  '{"error":"x"}',
  '<html>',
  '['.repeat(5000),
] as const;

/** The answer with one thing changed. @param other origin that is not the hub's. */
export function mutateAnswer(answer: RawAnswer, random: MersenneTwister, other: string): RawAnswer {
  const header = (name: string, value: string): RawAnswer => ({
    ...answer,
    headers: [...answer.headers.filter(([known]) => known !== name), [name, value]],
  });
  const { body } = answer;
  const place = Math.floor(random.nextDouble() * (body.length + 1));
  const changes: readonly [() => RawAnswer, ...(() => RawAnswer)[]] = [
    () => ({
      ...answer,
      status: pick(random, [
        100,
        200,
        201,
        204,
        206,
        300,
        301,
        302,
        304,
        307,
        308,
        400,
        401,
        403,
        404,
        409,
        416,
        418,
        429,
        500,
        503,
        999,
        '2',
        'abc',
        '20000',
        '',
      ]),
    }),
    () => header('content-length', pick(random, NUMBERS)),
    () =>
      header(
        'content-range',
        pick(random, ['bytes 0-', 'bytes 5-9/10', 'bytes */10', 'bytes 1-1/*', 'x', '']),
      ),
    () =>
      header('content-encoding', pick(random, ['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'none', 'x'])),
    () => header('transfer-encoding', pick(random, ['chunked', 'gzip', 'chunked, chunked', 'x'])),
    () => header('location', pick(random, [...ADDRESSES, `${other}/store/x`] as const)),
    () => header('link', `<${pick(random, [...ADDRESSES, `${other}/tree/`, 'x>; <'] as const)}>; rel="next"`),
    () => header('retry-after', pick(random, [...NUMBERS, 'Mon, 01 Jan 1990 00:00:00 GMT', 'soon'] as const)),
    () => header('x-error-code', pick(random, ['EntryNotFound', 'RevisionNotFound', 'GatedRepo', 'x'])),
    () => header('x-error-message', pick(random, ['Invalid credentials', '\u00ff', 'x'.repeat(5000)])),
    () => header('x-large', 'x'.repeat(40_000)),
    () => header('bad name', 'x'),
    () => header('x-bad', 'a\rb\0c'),
    () => ({ ...answer, cutAfter: Math.floor(random.nextDouble() * (body.length + 300)) }),
    () => ({ ...answer, cutAfter: Math.floor(random.nextDouble() * 400), isHeld: random.nextDouble() < 0.1 }),
    () => ({ ...answer, body: body.subarray(0, place) }),
    () => ({ ...answer, body: Buffer.concat([body, body.subarray(place)]) }),
    () => ({ ...answer, body: flipped(body, place, random) }),
    () => ({ ...answer, body: Uint8Array.from(body, () => random.nextWord() & 255) }),
    () => ({ ...answer, body: Buffer.from(pick(random, ODD_JSON)) }),
    () => ({ ...header('content-encoding', 'gzip'), body: gzipSync(body) }),
    () => ({ ...header('content-encoding', 'deflate'), body: deflateSync(flipped(body, place, random)) }),
    ...Array(8).fill(() => ({ ...answer, body: mutateJson(body, random) })),
  ];
  return pick(random, changes)();
}

function flipped(body: Uint8Array, place: number, random: MersenneTwister): Uint8Array {
  return body.map((byte, index) => (index === place ? byte ^ (1 << (random.nextWord() & 7)) : byte));
}

/** One value or key somewhere in JSON, or the whole, changed; other content comes back as it is. */
function mutateJson(body: Uint8Array, random: MersenneTwister): Uint8Array {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString());
  } catch {
    return body;
  }
  return Buffer.from(JSON.stringify(mutateValue(value, random)) ?? '');
}

function mutateValue(value: unknown, random: MersenneTwister): unknown {
  if (typeof value !== 'object' || value === null || random.nextDouble() < 0.05) {
    return random.nextDouble() < 0.5 ? pick(random, PATHS) : pick(random, VALUES);
  }
  const entries = Object.entries(value);
  const chosen = Math.floor(random.nextDouble() * entries.length);
  const kind = random.nextDouble();
  const changed = entries.flatMap(([key, member], index): [string, unknown][] => {
    if (index !== chosen) return [[key, member]];
    if (kind < 0.1) return [];
    if (kind < 0.2) return [[pick(random, ['__proto__', 'path', 'lfs', 'x']), member]];
    if (kind < 0.3)
      return [
        [key, member],
        [`${key}2`, member],
      ];
    return [[key, mutateValue(member, random)]];
  });
  return Array.isArray(value) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
}
