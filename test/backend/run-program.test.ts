import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../src/backend/run-program.js';

const node = process.execPath;

test('runProgram(program, words) gives what the program writes', async () => {
  assert.equal(await runProgram(node, ['-e', 'console.log("a"); console.error("b")']), 'a\n');
});

const FAILURES: readonly [name: string, script: string, message: string][] = [
  ['the line that tells an error', 'console.error("x\\nno ERROR y\\nz"); process.exit(1)', 'no ERROR y'],
  ['the last line where none tells an error', 'console.error("x\\ny\\n"); process.exit(1)', 'y'],
  ['the code where nothing is said', 'process.exit(3)', 'ended with 3'],
  ['the signal that ended it', 'process.kill(process.pid, "SIGKILL")', 'ended with SIGKILL'],
];

for (const [name, script, message] of FAILURES) {
  test(`runProgram(program, words) fails with ${name}`, async () => {
    await assert.rejects(runProgram(node, ['-e', script]), { name: 'Error', message: `${node}: ${message}` });
  });
}

test('runProgram(program, words) fails where there is no such program', async () => {
  await assert.rejects(runProgram('/no/program', []), {
    message: '/no/program: spawn /no/program ENOENT',
  });
});

test('runProgram(program, words, { signal }) ends the program', async () => {
  const signal = AbortSignal.timeout(50);
  await assert.rejects(runProgram(node, ['-e', 'setTimeout(() => {}, 60000)'], { signal }), {
    name: 'AbortError',
  });
});
