import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { InterruptedError, withInterrupt } from '../../src/util/with-interrupt.js';
import { repositoryFile } from '../repository.js';

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

test('withInterrupt(work, consequence) ends the process at a second signal', async () => {
  const module = JSON.stringify(repositoryFile('dist/src/util/with-interrupt.js'));
  const script = `import { withInterrupt } from ${module};
    setInterval(() => {}, 1000);
    withInterrupt((signal) => {
      signal.addEventListener('abort', () => console.log('first'));
      console.log('ready');
      return new Promise(() => {});
    }, '');`;
  const program = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(program.stdout, 'data');
  program.kill('SIGINT');
  assert.equal(String((await once(program.stdout, 'data'))[0]), 'first\n');
  program.kill('SIGTERM');
  assert.deepEqual(await once(program, 'exit'), [143, null]);
});
