/** What cells show, as a running kernel sends it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { inShort, startKernel } from './running-kernel.js';

describe('a kernel', () => {
  let kernel: KernelClient;
  const shown = async (code: string) => inShort((await kernel.execute(code)).outputs);
  before(async () => {
    kernel = await startKernel();
    await kernel.execute("import { display, parameters, show, signal } from 'lingtune';");
  });
  after(() => kernel.close());

  for (const [code, expected] of [
    ['1 + 2', ['execute_result: 3']],
    ["'text'", ["execute_result: 'text'"]],
    ['undefined', []],
    ['null', []],
    ['const a = 1;', []],
    ['Promise.resolve(7)', ['execute_result: 7']],
    ['() => 1', ['execute_result: [Function (anonymous)]']],
    ['function named() {}\nnamed', ['execute_result: [Function: named]']],
    ['let all = 0;\nfor await (const x of [1, Promise.resolve(2)]) all += x;\nall', ['execute_result: 3']],
    ['new Float32Array(3)', ['execute_result: Float32Array(3) [ 0, 0, 0 ]']],
    [
      'Float64Array.from({ length: 1000 }, (_, i) => i)',
      [
        'execute_result: Float64Array(1,000): 0 … 999, mean 499.5\n[0, 1, 2, 3, 4, 5, …, 994, 995, 996, 997, 998, 999]',
      ],
    ],
    [
      "console.log('a'); console.error('b'); console.log('c'); 4",
      ['stdout: a\n', 'stderr: b\n', 'stdout: c\n', 'execute_result: 4'],
    ],
    [
      'process.stdout.write(Buffer.from([0xc3])); process.stdout.write(Buffer.from([0xa4])); undefined',
      ['stdout: ä'],
    ],
  ] as const) {
    test(`execute(${JSON.stringify(code)}) shows ${JSON.stringify(expected)}`, async () => {
      assert.deepEqual(await shown(code), expected);
    });
  }

  test('execute(a value with a method under Jupyter.display) gives its whole bundle as the result', async () => {
    const { outputs, reply } = await kernel.execute(
      "({ async [Symbol.for('Jupyter.display')]() { return { 'text/html': '<i>x</i>', 'text/plain': 'x' }; } })",
    );
    assert.deepEqual(
      outputs.map(({ type, content }) => ({ type, content })),
      [
        {
          type: 'execute_result',
          content: {
            execution_count: reply.execution_count,
            data: { 'text/html': '<i>x</i>', 'text/plain': 'x' },
            metadata: {},
          },
        },
      ],
    );
  });

  test('execute(a figure, a table, a selection, runs) shows a drawing or a table', async () => {
    const kinds = async (code: string) =>
      (await kernel.execute(code)).outputs.map(({ type, content }) => [
        type,
        ...Object.keys(content.data as object).sort(),
      ]);
    await kernel.execute(
      "import { figure3a, readFeatures, readLanguages, readPublished, selectLanguages, table3 } from 'lingtune';\nconst published = readPublished();",
    );
    assert.deepEqual(await kinds('figure3a(published)'), [
      ['execute_result', 'application/vnd.plotly.v1+json', 'text/plain'],
    ]);
    assert.deepEqual(await kinds('table3(published)'), [['execute_result', 'text/html', 'text/plain']]);
    assert.deepEqual(await kinds('published.runs'), [['execute_result', 'text/html', 'text/plain']]);
    assert.deepEqual(await kinds('published.runs[0]'), [['execute_result', 'text/html', 'text/plain']]);
    assert.deepEqual(
      await kinds("selectLanguages(readFeatures('geo'), { strategy: 'kmeans', count: 4, seed: 66 } as any)"),
      [['execute_result', 'text/html', 'text/plain']],
    );
  });

  test('show(value, { id }) and display.update(id, value) send bundles under one name', async () => {
    const { outputs } = await kernel.execute(
      "await show({ data: { 'text/plain': 'a', 'text/html': '<b>a</b>' }, metadata: { 'text/html': { isolated: true } } }, { id: 'x' });\nawait display.update('x', 5);",
    );
    assert.deepEqual(
      outputs.map(({ type, content }) => [type, content]),
      [
        [
          'display_data',
          {
            data: { 'text/plain': 'a', 'text/html': '<b>a</b>' },
            metadata: { 'text/html': { isolated: true } },
            transient: { display_id: 'x' },
          },
        ],
        [
          'update_display_data',
          { data: { 'text/plain': '5' }, metadata: {}, transient: { display_id: 'x' } },
        ],
      ],
    );
  });

  test('display.clear({ wait }) sends clear_output between what was shown before and after', async () => {
    const { outputs } = await kernel.execute(
      "console.log('before'); display.clear({ wait: true }); console.log('after');",
    );
    assert.deepEqual(
      outputs.map(({ type, content }) => (type === 'stream' ? content.text : content)),
      ['before\n', { wait: true }, 'after\n'],
    );
  });

  test('show(value) without await keeps its place among printed text, from concurrent promises too', async () => {
    const slow =
      "(text: string, ms: number) => ({ async [Symbol.for('Jupyter.display')]() { await new Promise((resolve) => setTimeout(resolve, ms)); return { 'text/plain': text }; } })";
    await kernel.execute(`const slow = ${slow};`);
    assert.deepEqual(
      await shown(
        "console.log('1'); show(slow('2', 60)); console.log('3');\nPromise.all([show(slow('4', 30)), show(slow('5', 1))]); console.log('6'); slow('7', 5)",
      ),
      [
        'stdout: 1\n',
        'display_data: 2',
        'stdout: 3\n',
        'display_data: 4',
        'display_data: 5',
        'stdout: 6\n',
        'execute_result: 7',
      ],
    );
  });

  test('execute(cell) loses none of 2,500 outputs that come in one go, nor their order', async () => {
    const { reply, outputs } = await kernel.execute(
      "for (let i = 0; i < 2500; i += 1) show({ data: { 'text/plain': String(i) }, metadata: {} });\n'end'",
    );
    assert.equal(reply.status, 'ok');
    const expected = Array.from({ length: 2500 }, (_, i) => `display_data: ${i}`);
    assert.deepEqual(inShort(outputs), [...expected, "execute_result: 'end'"]);
  });

  test('execute(100 cells at once) answers each, in their order', async () => {
    const cells = await Promise.all(Array.from({ length: 100 }, (_, i) => kernel.execute(`${i}`)));
    assert.deepEqual(
      cells.map(({ outputs }) => inShort(outputs)),
      cells.map((_, i) => [`execute_result: ${i}`]),
    );
  });

  test('execute(silent) shows no result and does not count', async () => {
    const { reply } = await kernel.execute('1');
    const silent = await kernel.execute('2', { silent: true });
    assert.deepEqual([silent.outputs, silent.reply.execution_count], [[], reply.execution_count]);
  });

  test('parameters(defaults) takes what LINGTUNE_PARAMETERS says', async () => {
    await kernel.execute('process.env.LINGTUNE_PARAMETERS = \'{"k": 7}\';');
    assert.deepEqual(await shown('parameters({ k: 14, seed: 66 })'), ['execute_result: { k: 7, seed: 66 }']);
  });
});
