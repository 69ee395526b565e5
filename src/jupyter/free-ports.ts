import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports to choose from. */
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

/**
 * Ports that nobody uses, below those that the system gives to whoever connects: one of those could be taken before the
 * kernel opens it, by the very attempts to reach it.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) ports.add(port);
  }
  return [...ports];
}
