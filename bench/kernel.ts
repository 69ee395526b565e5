/**
 * Our kernel beside plain tslab, which it extends: time from the start to the first result, and the round trip of a
 * trivial cell. Starts alternate and cells alternate, so that both meet the same machine; between two cells stands a
 * pause, in which a kernel ends what it has put off, so that none of it slows the other. Prints the ratio of the round
 * trips last: below 1 ours is quicker.
 *
 *     npm run build && node dist/bench/kernel.js
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type KernelClient, startKernelClient } from '../src/jupyter/kernel-client.js';
import { kernelSpec } from '../src/jupyter/kernel-spec.js';
import { median } from './median.js';

/** Starts of each kernel. */
const STARTS = 11;
/** Cells of each kernel. */
const CELLS = 200;
/** Milliseconds between two cells. */
const PAUSE = 30;
/** Longest wait for a cell, in milliseconds: plain tslab may lose a message and then never ends a cell. */
const PATIENCE = 20_000;
/** Cells before the clock counts. */
const WARM_UP = 20;

const tslab = fileURLToPath(new URL('../../node_modules/tslab/bin/tslab', import.meta.url));
const KERNELS: Readonly<Record<string, readonly string[]>> = {
  lingtune: kernelSpec().argv,
  tslab: [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'],
};

async function main(): Promise<void> {
  const names = Object.keys(KERNELS);
  const starts = new Map(names.map((name) => [name, [] as number[]]));
  for (let start = 0; start < STARTS; start += 1) {
    for (const name of names) {
      const began = performance.now();
      const kernel = await open(name);
      if (await answers(kernel, '1 + 1')) starts.get(name)?.push(performance.now() - began);
      await kernel.close();
    }
  }
  const kernels = new Map<string, KernelClient>();
  for (const name of names) kernels.set(name, await open(name));
  const trips = new Map(names.map((name) => [name, [] as number[]]));
  for (let cell = 0; cell < WARM_UP + CELLS; cell += 1) {
    for (const [name, kernel] of kernels) {
      await sleep(PAUSE);
      const began = performance.now();
      if (!(await answers(kernel, `${cell} + 1`))) {
        console.log(`${name} stopped answering at cell ${cell}; it is started again`);
        await kernel.close();
        kernels.set(name, await open(name));
      } else if (cell >= WARM_UP) trips.get(name)?.push(performance.now() - began);
    }
  }
  for (const kernel of kernels.values()) await kernel.close();
  for (const name of names) {
    console.log(
      `${name}: first result after ${median(starts.get(name) ?? []).toFixed(0)} ms (median of ${STARTS} starts), ` +
        `round trip ${median(trips.get(name) ?? []).toFixed(2)} ms (median of ${CELLS} cells)`,
    );
  }
  const ratio = (times: ReadonlyMap<string, number[]>) =>
    (median(times.get('lingtune') ?? []) / median(times.get('tslab') ?? [])).toFixed(2);
  console.log(`start to first result, lingtune / tslab: ${ratio(starts)}`);
  console.log(`round trip, lingtune / tslab: ${ratio(trips)}`);
}

function open(name: string): Promise<KernelClient> {
  return startKernelClient({ argv: KERNELS[name] ?? [] });
}

/** Runs a cell; whether it ended in time. */
function answers(kernel: KernelClient, code: string): Promise<boolean> {
  return Promise.race([kernel.execute(code).then(() => true), sleep(PATIENCE, false, { ref: false })]);
}

await main();
