/** Errors of cells, as a running kernel reports them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { inShort, startKernel, traceback } from './running-kernel.js';

describe('a kernel', () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await startKernel();
  });
  after(() => kernel.close());

  test('execute(throw) puts the caret under the place in the TypeScript, and lists who called it', async () => {
    await kernel.execute(
      'type Unused = { a: string };\nfunction pick(values: number[], k: number): number {\n  if (k > 2) throw new RangeError(k + " is out of range");\n  return values[k] as number;\n}',
    );
    const { reply, outputs } = await kernel.execute(
      'const list: number[] = [1];\nconst y = pick(\n  list, 5 as number);',
    );
    assert.deepEqual(inShort(outputs), ['error: RangeError: 5 is out of range']);
    assert.deepEqual(traceback(outputs), [
      'RangeError: 5 is out of range',
      'In[1], line 3, column 20',
      '  1 │ type Unused = { a: string };',
      '  2 │ function pick(values: number[], k: number): number {',
      '> 3 │   if (k > 2) throw new RangeError(k + " is out of range");',
      '    │                    ^^^',
      '  4 │   return values[k] as number;',
      '  at In[2], line 2',
    ]);
    const { status, ename, evalue } = reply;
    assert.deepEqual(
      { status, ename, evalue },
      { status: 'error', ename: 'RangeError', evalue: '5 is out of range' },
    );
  });

  test("execute(a mistake that the package catches) shows its line first and only the user's code", async () => {
    const { outputs } = await kernel.execute(
      "import { readFeatures } from 'lingtune';\nconst wrong: any = 'none';\nreadFeatures(wrong);",
    );
    const lines = traceback(outputs);
    assert.match(lines[0] ?? '', /^RangeError: readFeatures: .*, got "none"$/);
    assert.deepEqual(lines.slice(1), [
      'In[3], line 3, column 1',
      "  1 │ import { readFeatures } from 'lingtune';",
      "  2 │ const wrong: any = 'none';",
      '> 3 │ readFeatures(wrong);',
      '    │ ^^^^^^^^^^^^',
    ]);
  });

  test('execute(throw with a cause) follows the cause, in a circle too', async () => {
    const { outputs } = await kernel.execute(
      "const inner = new TypeError('inner');\nconst outer = new Error('outer', { cause: inner });\n(inner as any).cause = outer;\nthrow outer;",
    );
    assert.deepEqual(
      traceback(outputs).filter((line) => /Error: /.test(line) && !/│/.test(line)),
      ['Error: outer', 'caused by TypeError: inner'],
    );
  });

  test("execute(code with type errors) shows the compiler's messages at their places", async () => {
    const { outputs } = await kernel.execute('const z: string = 5;\nmissing();');
    assert.deepEqual(inShort(outputs), [
      "error: TypeScriptError: 1:7 - Type 'number' is not assignable to type 'string'.",
    ]);
    assert.deepEqual(traceback(outputs), [
      "TypeScriptError: Type 'number' is not assignable to type 'string'. (TS2322)",
      'In[5], line 1, column 7',
      '> 1 │ const z: string = 5;',
      '    │       ^',
      '  2 │ missing();',
      "TypeScriptError: Cannot find name 'missing'. (TS2304)",
      'In[5], line 2, column 1',
      '  1 │ const z: string = 5;',
      '> 2 │ missing();',
      '    │ ^^^^^^^',
    ]);
  });

  test('execute(code with an error after await) finds the place', async () => {
    const { outputs } = await kernel.execute(
      'await new Promise((resolve) => setTimeout(resolve, 1));\nconst nothing: any = null;\n  nothing.field.name;',
    );
    assert.deepEqual(traceback(outputs).slice(4), ['> 3 │   nothing.field.name;', '    │           ^^^^^']);
  });

  for (const [code, expected] of [
    ["throw 'words'", 'error: Thrown: words'],
    ['throw undefined', 'error: Thrown: undefined'],
    ['throw { get message() { throw 1; } }', 'error: Thrown: { message: [Getter] }'],
    ["class HubError extends Error {}\nthrow new HubError('gone')", 'error: HubError: gone'],
    ["await Promise.reject(new TypeError('late'))", 'error: TypeError: late'],
    ["Promise.reject(new TypeError('as a result'))", 'error: TypeError: as a result'],
    [
      '/** @module broken */\nexport const a: string = 1;',
      "error: TypeScriptError: broken.ts:2:14 - Type 'number' is not assignable to type 'string'.",
    ],
  ] as const) {
    test(`execute(${JSON.stringify(code)}) reports ${expected}`, async () => {
      assert.deepEqual(inShort((await kernel.execute(code)).outputs), [expected]);
    });
  }

  test("execute(a name exported twice) tells of the cell's own lines alone", async () => {
    const { outputs, reply } = await kernel.execute('export const twice = 1;');
    assert.deepEqual(traceback(outputs).slice(1), [
      `In[${reply.execution_count}], line 1, column 14`,
      '> 1 │ export const twice = 1;',
      '    │              ^^^^^',
    ]);
  });

  test('execute(a function that calls itself for ever) counts equal calls, and cuts others after a dozen', async () => {
    const { outputs } = await kernel.execute('function deep(): number { return deep() + 1; }\ndeep();');
    assert.match(traceback(outputs).at(-1) ?? '', /^ {2}at deep in In\[\d+\], line 1 \(\d\d times\)$/);
    const { outputs: two } = await kernel.execute(
      'const odd = (): number => even() + 1;\nconst even = (): number => odd() + 1;\nodd();',
    );
    const lines = traceback(two).slice(-13);
    assert.deepEqual(
      lines.slice(0, 12).map((line) => /^ {2}at (odd|even) in In\[\d+\], line [12]$/.test(line)),
      Array.from({ length: 12 }, () => true),
    );
    assert.match(lines[12] ?? '', /^ {2}… and \d\d more calls$/);
  });

  test('execute(throw in a long line) shows the part around the place', async () => {
    const { outputs } = await kernel.execute(`const many = [${'1, '.repeat(60)}]; throw new Error('far');`);
    const [row = '', carets = ''] = traceback(outputs).slice(2);
    assert.match(row, /^> 1 │ [1, ]+\]; throw new Error\('far'\);$/);
    assert.equal(row.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'new');
    assert.equal(row.length, '> 1 │ '.length + 90);
  });

  test('execute(process.exit) ends the cell and keeps the kernel', async () => {
    const before = await kernel.execute('const held = 41;');
    assert.equal(before.reply.status, 'ok');
    assert.deepEqual(inShort((await kernel.execute("console.log('a');\nprocess.exit(3);")).outputs), [
      'stdout: a\n',
      'error: ExitRefused: process.exit(3) ends the cell and keeps the kernel with its variables; to end it too, shut it down in Jupyter',
    ]);
    assert.deepEqual(inShort((await kernel.execute('held + 1')).outputs), ['execute_result: 42']);
  });

  test('execute(a call of a module that is a cell) puts the caret under the place in its TypeScript', async () => {
    await kernel.execute(
      '/** @module helper */\ntype Row = { n: number };\nexport function help(row: Row): never {\n  throw new TypeError(String(row.n));\n}',
    );
    const { outputs, reply } = await kernel.execute("import { help } from './helper';\nhelp({ n: 3 });");
    assert.deepEqual(traceback(outputs), [
      'TypeError: 3',
      'helper.ts, line 4, column 9',
      '  2 │ type Row = { n: number };',
      '  3 │ export function help(row: Row): never {',
      '> 4 │   throw new TypeError(String(row.n));',
      '    │         ^^^',
      '  5 │ }',
      `  at In[${reply.execution_count}], line 2`,
    ]);
  });

  describe('an error that a cell shows itself', () => {
    /** Text of what a cell shows, with `In[n]` for the cell itself. */
    const text = async (code: string) => {
      const { outputs, reply } = await kernel.execute(code);
      return inShort(outputs).join('').replaceAll(`In[${reply.execution_count}]`, 'In[n]');
    };

    test('tells places in the TypeScript, printed or as a result', async () => {
      assert.equal(
        await text(
          "type Row = { a: number };\nfunction read(row: Row): number {\n  throw new RangeError('bad ' + row.a);\n}\ntry { read({ a: 1 } as Row); } catch (error) { console.error(error); }",
        ),
        'stderr: RangeError: bad 1\n    at read (In[n]:3:9)\n    at In[n]:5:7\n',
      );
      assert.equal(
        await text("const error: Error = new TypeError('a value');\nerror"),
        'execute_result: TypeError: a value\n    at In[n]:1:22',
      );
    });

    test('tells calls in other cells, and those of packages between', async () => {
      await kernel.execute('function twice(f: () => void): void {\n  [1, 2].forEach(f);\n}');
      const shown = await text(
        "try {\n  twice(() => { throw new Error('x'); });\n} catch (error) { console.log(error); }",
      );
      assert.match(
        shown,
        /^stdout: Error: x\n {4}at In\[n\]:2:23\n {4}at Array\.forEach \(<anonymous>\)\n {4}at twice \(In\[\d+\]:2:10\)\n {4}at In\[n\]:2:3\n$/,
      );
    });
  });

  for (const [when, code] of [
    ['at once', "Promise.reject(new Error('lost'));\nundefined"],
    ['in a reaction', "void Promise.resolve().then(() => { throw new Error('lost'); });\nundefined"],
    [
      'after an await',
      "await new Promise((resolve) => setTimeout(resolve, 5));\nvoid Promise.reject(new Error('lost'));\nundefined",
    ],
  ] as const) {
    test(`execute(code with a rejection that nobody catches, ${when}) tells of it before the cell ends`, async () => {
      const { outputs } = await kernel.execute(code);
      assert.deepEqual(
        outputs.map(({ type }) => type),
        ['stream'],
      );
      assert.match(String(outputs[0]?.content.text), /^Nobody caught this error:\n[^\n]*lost/);
    });
  }

  test('execute(cells sent along with one that fails) runs none of them, unless stop_on_error is false', async () => {
    const codes = ["throw new Error('first')", "console.log('second')", "console.log('third')"];
    const stopped = await Promise.all(codes.map((code) => kernel.execute(code)));
    assert.deepEqual(
      stopped.map(({ reply }) => reply.status),
      ['error', 'aborted', 'aborted'],
    );
    assert.deepEqual(
      stopped.flatMap(({ outputs }) => inShort(outputs)),
      ['error: Error: first'],
    );
    const all = await Promise.all(codes.map((code) => kernel.execute(code, { stop_on_error: false })));
    assert.deepEqual(
      all.map(({ reply }) => reply.status),
      ['error', 'ok', 'ok'],
    );
  });

  test('execute(a cell sent on the reply of one that failed) runs it at once', async () => {
    await kernel.execute('throw 1');
    assert.equal((await kernel.execute('1')).reply.status, 'ok');
  });
});
