/** Cells that would bring a careless kernel down. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { inShort, startKernel } from './running-kernel.js';

describe('a kernel', () => {
  let kernel: KernelClient;
  const shown = async (code: string) => inShort((await kernel.execute(code)).outputs);
  before(async () => {
    kernel = await startKernel();
    await kernel.execute("import { show } from 'lingtune';");
  });
  after(() => kernel.close());
  /** The kernel is still there, and right. */
  const lives = async () => assert.deepEqual(await shown('20 + 22'), ['execute_result: 42']);

  for (const [name, code, pattern] of [
    [
      'a circular object',
      'const circle: any = {}; circle.self = circle; circle',
      /^execute_result: <ref \*1> \{ self: \[Circular \*1\] \}$/,
    ],
    [
      'a throwing getter',
      "({ get kind() { throw new Error('no'); } })",
      /^execute_result: \{ kind: \[Getter\] \}\n\[its own display failed: no\]$/,
    ],
    [
      'a throwing display',
      "({ [Symbol.for('Jupyter.display')]() { throw new Error('no'); } })",
      /\[its own display failed: no\]$/,
    ],
    [
      'a throwing inspection',
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no'); } })",
      /^execute_result: \[a value that cannot be shown: no\]$/,
    ],
    ['a proxy that throws', "new Proxy({}, { get() { throw new Error('no'); } })", /^execute_result: /],
    [
      'a circular bundle',
      "const data: any = {}; data.self = data; ({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': data }) })",
      /\[its own display failed: Converting circular/,
    ],
    ['half a character', String.raw`console.log('\ud800')`, /^stdout: \ufffd\n$/],
    [
      'a result of 50 MB',
      "'x'.repeat(50_000_000)",
      /^execute_result: 'x{10000}'\.\.\. 49990000 more characters$/,
    ],
    [
      'a bundle that is no bundle',
      "({ [Symbol.for('Jupyter.display')]: () => 5 })",
      /must give an object by MIME type, got number/,
    ],
    [
      'a deep error',
      "const deep: any = new Error('a'); deep.stack = { toString() { throw 1; } }; throw deep;",
      /^error: Error: a$/,
    ],
  ] as const) {
    test(`execute(${name}) is shown in words, and the kernel lives`, async () => {
      const [output = '', ...more] = await shown(code);
      assert.deepEqual(more, []);
      assert.match(output, pattern);
      await lives();
    });
  }

  test('execute(50 MB printed) is cut, and the end says so', async () => {
    const output = (await shown("console.log('x'.repeat(50_000_000))")).join('');
    assert.ok(output.length < 8_100_000);
    assert.match(output.slice(-100), /\[42,000,001 more characters were printed and are not shown\]\n$/);
    await lives();
  });

  test('execute(a million lines) arrives whole and in few messages', async () => {
    const { outputs } = await kernel.execute('for (let i = 0; i < 1_000_000; i += 1) console.log(i);');
    const lines = outputs
      .map(({ content }) => content.text)
      .join('')
      .split('\n');
    assert.deepEqual([lines.length, lines[999_999], lines.at(-1)], [1_000_001, '999999', '']);
    assert.ok(outputs.length < 1000, `${outputs.length} messages`);
    await lives();
  });

  test('execute(a cell that the compiler breaks down at) tells that, and the kernel lives', async () => {
    for (const [index, code] of [
      '['.repeat(20_000),
      `${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      `${'!'.repeat(20_000)}1`,
    ].entries()) {
      assert.deepEqual(await shown(code), ['error: RangeError: Maximum call stack size exceeded']);
      assert.deepEqual(await shown(`${index} + 1`), [`execute_result: ${index + 1}`]);
    }
  });

  test('execute(a rejection and an exception after the cell ended) are told, with their place', async () => {
    const told: string[] = [];
    const stop = kernel.watch(({ type, content }) => {
      if (type === 'stream') told.push(String(content.text));
    });
    await kernel.execute(
      "setTimeout(() => Promise.reject(new Error('late')), 20);\nsetTimeout(() => { throw new TypeError('later'); }, 40);\nundefined",
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    stop();
    const text = told.join('');
    assert.match(text, /late[\s\S]*line 1, column 33[\s\S]*later[\s\S]*line 2, column 26/);
    await lives();
  });

  test('show(a table with markup in its data) sends it escaped', async () => {
    const { outputs } = await kernel.execute(
      "({ $isSeries: false, shape: [1, 1], columns: ['<script>alert(1)</script>'], index: [0], values: [['<img src=x onerror=alert(1)>']], dtypes: ['string'] })",
    );
    const { 'text/html': html } = (outputs[0]?.content.data ?? {}) as Record<string, string>;
    assert.doesNotMatch(html ?? '', /<(script|img)/);
    assert.match(html ?? '', /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  });

  test('a request of an unknown kind leaves the kernel alone', async () => {
    kernel.request('no_such_request', {}).catch(() => {});
    await lives();
  });
});
