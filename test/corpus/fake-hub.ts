/** A hub on loopback: the real one's addresses, headers and redirects, with faults on demand. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { HubOptions } from '../../src/corpus/hub/snapshot.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Files of a repository by path. */
export type FakeFiles = Readonly<Record<string, string | Uint8Array>>;

/** Something that goes wrong, once or always. */
export interface Fault {
  /** What the address must contain. */
  readonly at: string;
  /** Answer with this status and no content. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Send this many bytes of what was asked, then close the connection. */
  readonly cutAfter?: number;
  /** Send this in place of what was asked. */
  readonly body?: string;
  /** Send the whole file although a range was asked for. */
  readonly ignoresRange?: boolean;
  /** Answer by this, whatever was asked. */
  readonly reply?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whether it is not used up. */
  readonly isLasting?: boolean;
}

/** A running fake hub. */
export interface FakeHub {
  readonly endpoint: string;
  /** Folder of an empty cache. */
  readonly cache: string;
  /** Faults still to come; the first that fits a request is used up by it. */
  readonly faults: Fault[];
  /** Requests so far: address, range and token. */
  readonly requests: FakeRequest[];
  /** Times that were waited for, in milliseconds; no test waits by the clock. */
  readonly waits: number[];
  /** Options that make the hub's functions use it. */
  readonly options: HubOptions & { readonly environment: Record<string, string> };
}

/** A request that was made. */
export interface FakeRequest {
  readonly address: string;
  readonly range: string | null;
  readonly token: string | null;
  /** Host and port that were asked. */
  readonly host: string;
}

/** Commit that the fake hub gives to a revision. */
export function fakeCommit(revision: string): string {
  return sum('sha1', revision);
}

/** Checksum that names a file's blob: SHA-256 for large files, else the SHA-1 of Git's object. */
export function fakeSum(path: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  return isLarge(path)
    ? sum('sha256', bytes)
    : sum('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}

/**
 * Starts a fake hub that ends with the test.
 * @param repositories files by `models/org/name` or `datasets/org/name`, with `@revision` where it is not `main`.
 */
export async function startFakeHub(
  context: TestContext,
  repositories: Readonly<Record<string, FakeFiles>>,
): Promise<FakeHub> {
  const faults: Fault[] = [];
  const requests: FakeRequest[] = [];
  const waits: number[] = [];
  const server = createServer((request, response) => {
    const address = decodeURIComponent(request.url ?? '');
    const { range = null, authorization = null } = request.headers;
    requests.push({ address, range, token: authorization, host: request.headers.host ?? '' });
    const index = faults.findIndex(({ at }) => address.includes(at));
    const fault = faults[index] ?? null;
    if (fault !== null && !fault.isLasting) faults.splice(index, 1);
    if (fault?.reply !== undefined) fault.reply(request, response);
    else if (fault?.status !== undefined) response.writeHead(fault.status, { ...fault.headers }).end();
    else answer(repositories, address, request, response, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const home = temporaryFolder(context);
  const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
  const options = { environment: { HF_ENDPOINT: endpoint, HF_HOME: home }, wait };
  return { endpoint, cache: join(home, 'hub'), faults, requests, waits, options };
}

function answer(
  repositories: Readonly<Record<string, FakeFiles>>,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
): ServerResponse {
  const fail = (status: number, code: string): ServerResponse =>
    response.writeHead(status, { 'x-error-code': code }).end();
  const json = (value: unknown): ServerResponse =>
    response.setHeader('content-type', 'application/json').end(fault?.body ?? JSON.stringify(value));
  const parts =
    /^\/api\/(?<kind>models|datasets)\/(?<name>[^/]+\/[^/]+)\/(?<verb>revision|tree)\/(?<revision>[^?]+)/.exec(
      address,
    ) ??
    /^\/(?<kind>datasets\/)?(?<name>[^/]+\/[^/]+)\/(?<verb>resolve|store)\/(?<revision>[0-9a-f]{40})\/(?<path>.+)$/.exec(
      address,
    );
  const { kind = 'models', name = '', verb = '', revision = '', path = '' } = parts?.groups ?? {};
  const repository = `${kind.replace('/', '')}/${name}`;
  const revisions = Object.keys(repositories).flatMap((key) => {
    const [known, label = 'main'] = key.split('@');
    return known === repository ? [{ key, label }] : [];
  });
  if (revisions.length === 0) return fail(401, 'RepoNotFound');
  const chosen = revisions.find(({ label }) => [label, fakeCommit(label)].includes(revision));
  const files = repositories[chosen?.key ?? ''];
  if (chosen === undefined || files === undefined) return fail(404, 'RevisionNotFound');
  if (verb === 'revision') return json({ _id: '1', id: name, sha: fakeCommit(chosen.label) });
  if (verb === 'tree') return json(Object.entries(files).map(([file, content]) => entry(file, content)));
  const content = files[path];
  if (content === undefined) return fail(404, 'EntryNotFound');
  if (verb === 'resolve' && isLarge(path)) {
    // Large files come from a store on another host, which is `localhost` here.
    const store = `http://localhost:${request.socket.localPort}${request.url?.replace('/resolve/', '/store/')}`;
    const headers = {
      location: store,
      'x-linked-etag': `"${fakeSum(path, content)}"`,
      'x-repo-commit': revision,
    };
    return response.writeHead(302, { ...headers, 'x-linked-size': content.length }).end();
  }
  response.setHeader('etag', `"${fakeSum(path, content)}"`).setHeader('x-repo-commit', revision);
  return send(Buffer.from(fault?.body ?? content), request, response, fault);
}

function send(
  content: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
): ServerResponse {
  const start = fault?.ignoresRange
    ? 0
    : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= content.length && start > 0) return response.writeHead(416).end();
  const rest = content.subarray(start);
  const range =
    start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length, ...range, ...fault?.headers });
  if (fault?.cutAfter === undefined) return response.end(rest);
  response.write(rest.subarray(0, fault.cutAfter), () => setTimeout(() => response.destroy(), 20));
  return response;
}

function entry(path: string, content: string | Uint8Array): Record<string, unknown> {
  const { length: size } = Buffer.from(content);
  const oid = fakeSum(path, content);
  return isLarge(path)
    ? { type: 'file', path, size, oid: sum('sha1', path), lfs: { oid, size, pointerSize: 130 } }
    : { type: 'file', path, size, oid };
}

function isLarge(path: string): boolean {
  return /\.(?:safetensors|bin|parquet|gz)$/.test(path);
}

function sum(algorithm: 'sha1' | 'sha256', bytes: string | Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}
