/** Stopping cells of a running kernel, and what it answers while a cell keeps it busy. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { repositoryFile } from '../../repository.js';
import { inShort, startKernel, traceback } from './running-kernel.js';

/** Longest time from the stop button to the cell's end, in milliseconds. */
const LONGEST_STOP = 2000;

/** Longest time for an answer beside a computation, in milliseconds. */
const LONGEST_ANSWER = 200;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a kernel', () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await startKernel();
    await kernel.execute(
      "const kept = 41;\nimport { display, evaluateModel, show, signal, tuneModel, parseRunConfig } from 'lingtune';",
    );
  });
  after(() => kernel.close());

  /** Runs a cell and stops it once it has printed. @returns outputs and milliseconds from the stop to the end. */
  const stopped = async (code: string) => {
    const hasPrinted = new Promise<void>((resolve) => {
      const stop = kernel.watch(({ type }) => {
        if (type !== 'stream' && type !== 'display_data') return;
        stop();
        resolve();
      });
    });
    const running = kernel.execute(code);
    await hasPrinted;
    await sleep(50);
    const started = performance.now();
    await kernel.request('interrupt_request', {}, 'control');
    const { outputs } = await running;
    return { outputs, shown: inShort(outputs), milliseconds: performance.now() - started };
  };
  const isUsable = async () =>
    assert.deepEqual(inShort((await kernel.execute('kept + 1')).outputs), ['execute_result: 42']);

  for (const [name, code] of [
    ['a synchronous loop', "process.stdout.write('go'); await null; while (true);"],
    [
      'a loop before any await',
      "setTimeout(() => {}, 0); console.log('x'.repeat(70_000)); for (;;) Math.sqrt(2);",
    ],
    [
      'a loop after an await',
      "await new Promise((resolve) => setTimeout(resolve, 30)); process.stdout.write('go'); while (true);",
    ],
    ['a loop that prints', "while (true) console.log('on and on');"],
    [
      "a loop in a timer's callback",
      "console.log('go'); setTimeout(() => { while (true); }, 0); await new Promise(() => {});",
    ],
    [
      "a loop in an immediate's callback",
      "console.log('go'); setImmediate(() => { while (true); }); await new Promise(() => {});",
    ],
    [
      'a loop in the display of the result',
      "console.log('go'); ({ [Symbol.for('Jupyter.display')]() { while (true); } })",
    ],
    ['waiting', "console.log('go'); await new Promise((resolve) => setTimeout(resolve, 60_000));"],
    [
      'waiting that heeds the signal',
      "console.log('go'); await new Promise((_, reject) => signal().addEventListener('abort', () => reject(signal().reason)));",
    ],
    [
      'work that never heeds the signal it asked for',
      "signal(); console.log('go'); await new Promise((resolve) => setTimeout(resolve, 60_000));",
    ],
    [
      'a child process',
      "import { execFileSync, spawnSync } from 'node:child_process'; console.log('x'.repeat(70_000)); spawnSync('sleep', ['60']); while (true);",
    ],
  ] as const) {
    test(`interrupt ends ${name} within two seconds, and variables are kept`, async () => {
      const { shown, milliseconds } = await stopped(code);
      assert.match(shown.at(-1) ?? '', /^error: Interrupted: the cell was stopped$/);
      assert.ok(milliseconds < LONGEST_STOP, `${milliseconds} ms`);
      await isUsable();
    });
  }

  test('interrupt shows the line of a loop that it ends', async () => {
    const { outputs } = await stopped("console.log('go');\nwhile (true) Math.sqrt(2);");
    assert.ok(traceback(outputs).includes('> 2 │ while (true) Math.sqrt(2);'));
    await isUsable();
  });

  test('interrupt ends what a stopped cell goes on with', async () => {
    const code =
      "console.log('go'); await new Promise((resolve) => setTimeout(resolve, 400)); while (true) Math.sqrt(2);";
    const { shown } = await stopped(code);
    assert.match(shown.at(-1) ?? '', /^error: Interrupted/);
    await sleep(600);
    const later = kernel.execute('kept + 1');
    await kernel.request('interrupt_request', {}, 'control');
    assert.deepEqual(inShort((await later).outputs), ['execute_result: 42']);
  });

  test('interrupt without a running cell does nothing', async () => {
    await kernel.request('interrupt_request', {}, 'control');
    await isUsable();
  });

  test('SIGINT ends a cell too, as a front end that knows no interrupt messages sends it', async () => {
    const running = kernel.execute('await new Promise((resolve) => setTimeout(resolve, 60_000));');
    await sleep(300);
    process.kill(kernel.pid, 'SIGINT');
    assert.deepEqual(inShort((await running).outputs), ['error: Interrupted: the cell was stopped']);
    await isUsable();
  });

  test('a cell runs without a watch for SIGINT, which would lay listeners aside and start a thread for each', async () => {
    const { outputs } = await kernel.execute("process.listenerCount('SIGINT')");
    assert.deepEqual(inShort(outputs), ['execute_result: 1']);
  });

  test('the kernel answers within 200 ms while a model tunes; stopped, it goes on later where it was', {
    timeout: 600_000,
  }, async () => {
    const reference = repositoryFile('test/reference');
    await kernel.execute(`import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
const folder = mkdtempSync('${repositoryFile('out')}/tuning-');
for (const kind of ['models', 'tokenizers']) cpSync('${reference}/' + kind + '/bloom', folder + '/model', { recursive: true });
mkdirSync(folder + '/pairs');
const pair = (_: unknown, i: number) => JSON.stringify({ id: 'c' + i, instruction: 'abc '.repeat(1 + i % 7), input: null, output: 'xyz'.repeat(1 + i % 9) });
writeFileSync(folder + '/pairs/de.jsonl', Array.from({ length: 300 }, pair).join('\\n'));
const config = parseRunConfig({ model: folder + '/model', data: { path: folder + '/pairs', languages: ['de'], budget: 300 }, training: { steps: 4000, batchSize: 32, learningRate: 0.001, maxLength: 64 }, evaluation: null } as any);`);
    const running = kernel.execute(
      "await tuneModel(config, { output: folder + '/run', onLog: (line) => { if (line.step === 3) console.log('learning'); } });",
    );
    await new Promise<void>((resolve, reject) => {
      const stop = kernel.watch(({ type, content }) => {
        if (type === 'error') reject(new Error(String(content.traceback)));
        if (type !== 'stream') return;
        stop();
        resolve();
      });
    });
    const times: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const started = performance.now();
      const type = i % 2 === 0 ? 'complete_request' : 'inspect_request';
      await kernel.request(type, { code: 'signal().ab', cursor_pos: 11, detail_level: 0 });
      times.push(performance.now() - started);
      await sleep(50);
    }
    times.sort((a, b) => a - b);
    const started = performance.now();
    await kernel.request('interrupt_request', {}, 'control');
    const answered = performance.now() - started;
    const { outputs } = await running;
    const milliseconds = performance.now() - started;
    assert.match(inShort(outputs).at(-1) ?? '', /^error: Interrupted: /);
    assert.ok(milliseconds < LONGEST_STOP, `stopped after ${milliseconds} ms`);
    assert.ok(answered < LONGEST_ANSWER, `interrupt answered after ${answered} ms`);
    assert.ok((times[10] ?? Infinity) < LONGEST_ANSWER, `median answer after ${times[10]} ms`);
    const kept = await kernel.execute(
      "import { readdirSync } from 'node:fs';\n// The process that was stopped goes on saving for a moment on a busy machine.\nconst hasSaved = () => readdirSync(folder + '/run/checkpoints').length > 0;\nfor (let look = 0; look < 100 && !hasSaved(); look += 1) await new Promise((resolve) => setTimeout(resolve, 100));\nhasSaved()",
    );
    assert.deepEqual(inShort(kept.outputs), ['execute_result: true']);
    await kernel.execute("import { rmSync } from 'node:fs';\nrmSync(folder, { recursive: true });");
    await isUsable();
  });
});
