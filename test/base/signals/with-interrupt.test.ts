import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { InterruptedError, withInterrupt } from '../../../src/base/signals/with-interrupt.js';
import { NODES } from '../../nodes.js';
import { repositoryFile } from '../../repository.js';
import { temporaryFolder } from '../../temporary-folder.js';

test('withInterrupt(work, consequence) gives what the work gives, and leaves no listeners', async () => {
  const before = process.listenerCount('SIGINT');
  assert.equal(await withInterrupt(async (signal) => signal.aborted, 'kept'), false);
  assert.equal(process.listenerCount('SIGINT'), before);
});

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`withInterrupt(work, consequence) throws at ${signal}, with the exit code ${exitCode}`, async () => {
    const work = async (aborted: AbortSignal): Promise<void> => {
      // Waiting for a signal alone does not keep a process alive.
      const awake = setInterval(() => {}, 1000);
      process.kill(process.pid, signal);
      await once(aborted, 'abort');
      clearInterval(awake);
      aborted.throwIfAborted();
    };
    await assert.rejects(withInterrupt(work, 'all is kept'), (error) => {
      assert.ok(error instanceof InterruptedError);
      assert.deepEqual([error.message, error.exitCode], ['interrupted; all is kept', exitCode]);
      return true;
    });
  });
}

/** Starts a program whose work under `withInterrupt` is given, once it says `ready`; it is ended with the test. */
async function startWork(
  t: TestContext,
  work: string,
  node: string = process.execPath,
): Promise<{ program: ChildProcessWithoutNullStreams; ended: Promise<unknown[]> }> {
  const module = JSON.stringify(repositoryFile('dist/src/base/signals/with-interrupt.js'));
  const script = `import { withInterrupt } from ${module};
    import { spawnSync } from 'node:child_process';
    import { readFileSync } from 'node:fs';
    setInterval(() => {}, 1000);
    withInterrupt(async (signal) => { ${work} }, '');`;
  const program = spawn(node, ['--input-type=module', '-e', script]);
  t.after(() => program.kill('SIGKILL'));
  const ended = once(program, 'exit');
  await once(program.stdout, 'data');
  return { program, ended };
}

test('withInterrupt(work, consequence) ends the process at a second signal', async (t) => {
  const { program, ended } = await startWork(
    t,
    `signal.addEventListener('abort', () => console.log('first'));
    console.log('ready');
    return new Promise(() => {});`,
  );
  program.kill('SIGINT');
  assert.equal(String((await once(program.stdout, 'data'))[0]), 'first\n');
  program.kill('SIGTERM');
  assert.deepEqual(await ended, [143, null]);
});

/** What a main thread may be stuck in; where no JavaScript runs, only SIGKILL is left. */
const STUCK: readonly [name: string, work: string, ending: readonly [number | null, string | null]][] = [
  ['a loop', 'for (;;);', [130, null]],
  ['a loop that catches', 'for (;;) try { for (;;); } catch {}', [130, null]],
  ['a pattern that backtracks', "/^(a+)+$/.test('a'.repeat(40) + 'b');", [130, null]],
  ['a named pipe that nobody writes to', 'readFileSync(process.env.PIPE);', [null, 'SIGKILL']],
  ['another program', `spawnSync('sh', ['-c', 'trap "" INT; exec sleep 5']);`, [null, 'SIGKILL']],
];

for (const { version, node, absent } of NODES) {
  for (const [name, work, ending] of STUCK) {
    test(`withInterrupt(work, consequence) ends at a second signal when stuck in ${name}, on Node ${version}`, {
      skip: absent || (process.platform === 'win32' && 'no signals'),
    }, async (t) => {
      process.env.PIPE = join(temporaryFolder(t), 'pipe');
      execFileSync('mkfifo', [process.env.PIPE]);
      const { program, ended } = await startWork(
        t,
        `console.log('ready'); await new Promise((resolve) => setTimeout(resolve, 500)); ${work}`,
        node,
      );
      await setTimeout(700);
      program.kill('SIGINT');
      await setTimeout(200);
      assert.equal(program.exitCode, null, 'the first signal does not end it');
      // More than one where the machine is so busy that the watch began after the first.
      const sending = setInterval(() => program.kill('SIGINT'), 1000);
      t.after(() => clearInterval(sending));
      assert.deepEqual(await ended, ending);
    });
  }
}
