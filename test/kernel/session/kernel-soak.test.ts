/** A long day of one kernel. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { inShort, startKernel } from './running-kernel.js';

/** Cells in all; every fourth shows something besides, every tenth is interrupted. */
const CELLS = 2000;
/** Cells after which the kernel has grown to its size. */
const WARM_UP = 200;
/** Most that it may grow from then on, in bytes. */
const MOST_GROWTH = 100e6;

test('a kernel lives through 2,000 cells, 500 displays and 200 interrupts, answers right and stays small', {
  timeout: 600_000,
}, async (t) => {
  const kernel = await startKernel();
  t.after(() => kernel.close());
  await kernel.execute("import { show } from 'lingtune';\nlet sum = 0;");
  const counts = { displays: 0, interrupts: 0 };
  let before = Number.NaN;
  for (let cell = 1; cell <= CELLS; cell += 1) {
    if (cell === WARM_UP) before = residentBytes(kernel);
    if (cell % 10 === 0) {
      counts.interrupts += 1;
      const loop =
        cell % 20 === 0 ? 'while (true);' : 'await new Promise((resolve) => setTimeout(resolve, 60_000));';
      assert.deepEqual(await interrupted(kernel, loop), ['error: Interrupted: the cell was stopped']);
    } else if (
      cell % 10 === 5 ||
      cell % 10 === 7 ||
      (cell % 10 === 3 && counts.displays < 500 && cell % 20 === 3)
    ) {
      counts.displays += 1;
      const { outputs } = await kernel.execute(
        `await show({ data: { 'text/html': '<b>${cell}</b>', 'text/plain': '${cell}' }, metadata: {} });`,
      );
      assert.deepEqual(inShort(outputs), [`display_data: ${cell}`]);
    } else {
      const { outputs } = await kernel.execute(`const value = ${cell};\nsum += value;\nvalue * 2`);
      assert.deepEqual(inShort(outputs), [`execute_result: ${2 * cell}`]);
    }
  }
  const growth = residentBytes(kernel) - before;
  t.diagnostic(
    `${counts.displays} displays, ${counts.interrupts} interrupts, grew by ${(growth / 1e6).toFixed(1)} MB`,
  );
  assert.deepEqual(counts, { displays: 500, interrupts: 200 });
  assert.deepEqual(inShort((await kernel.execute('sum > 0')).outputs), ['execute_result: true']);
  assert.ok(growth < MOST_GROWTH, `grew by ${growth} bytes`);
});

/** Runs a cell that does not end by itself, and stops it. */
async function interrupted(kernel: KernelClient, code: string): Promise<string[]> {
  const hasBegun = new Promise<void>((resolve) => {
    const stop = kernel.watch(({ type }) => {
      if (type !== 'execute_input') return;
      stop();
      resolve();
    });
  });
  const running = kernel.execute(code);
  await hasBegun;
  await kernel.request('interrupt_request', {}, 'control');
  return inShort((await running).outputs);
}

/** Memory that the kernel holds as it is, its garbage too (Linux: VmRSS). */
function residentBytes({ pid }: KernelClient): number {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return 1024 * Number(kilobytes);
}
