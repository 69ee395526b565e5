/** Cells that change what the kernel itself is made of. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { KernelClient } from '../../../src/jupyter/kernel-client.js';
import { inShort, startKernel } from './running-kernel.js';

/** What is overwritten, each by a function that throws where nothing else is said. */
const PLACES = [
  'Array.prototype.map',
  'Array.prototype.push',
  'Array.prototype.join',
  'Array.prototype.flatMap',
  'Array.prototype[Symbol.iterator]',
  'Object.getPrototypeOf([][Symbol.iterator]()).next',
  'Array.from',
  'Array.isArray',
  'Map.prototype.get',
  'Map.prototype.set',
  'Set.prototype.has',
  'Object.keys',
  'Object.entries',
  'Object.assign',
  'Object.defineProperty',
  'Object.getOwnPropertyDescriptor',
  'Reflect.ownKeys',
  'Function.prototype.call',
  'Function.prototype.apply',
  'Function.prototype.bind',
  'String.prototype.slice',
  'String.prototype.replace',
  'String.prototype.split',
  'RegExp.prototype.exec',
  'RegExp.prototype[Symbol.replace]',
  'Number.prototype.toString',
  'Math.max',
  'JSON.stringify',
  'JSON.parse',
  'Promise.prototype.then',
  'Promise.race',
  'Promise.resolve',
  'Buffer.from',
  'Buffer.concat',
  'Buffer.prototype.toString',
  'Date.prototype.toISOString',
  'Symbol.for',
  'setTimeout',
  'setImmediate',
  'queueMicrotask',
  'structuredClone',
  'process.stdout.write',
  'Error.prepareStackTrace',
] as const;

/** What is put in the place of a whole object. */
const NAMES = [
  'JSON',
  'Promise',
  'Array',
  'Object',
  'Map',
  'Buffer',
  'Symbol',
  'Error',
  'console',
  'process',
];

describe('a kernel', () => {
  let kernel: KernelClient;
  const shown = async (code: string) => inShort((await kernel.execute(code)).outputs);
  before(async () => {
    kernel = await startKernel();
  });
  after(() => kernel.close());
  /** The kernel answers, completes, reports errors, and is right. */
  const lives = async () => {
    assert.deepEqual(await shown('20 + 22'), ['execute_result: 42']);
    assert.deepEqual(await shown('await new Promise((done) => setTimeout(() => done([1, { a: 2 }]), 1))'), [
      'execute_result: [ 1, { a: 2 } ]',
    ]);
    assert.deepEqual(await shown("throw new RangeError('no')"), ['error: RangeError: no']);
    const { matches } = await kernel.request('complete_request', { code: 'parseI', cursor_pos: 6 });
    assert.deepEqual(matches, ['parseInt']);
  };

  for (const place of PLACES) {
    test(`execute(a cell that overwrites ${place}) leaves the kernel its own`, async () => {
      const kept = place.startsWith('process') ? '' : `(globalThis as any).kept = ${place};`;
      await shown(`${kept} ${place} = (() => { throw new Error('overwritten'); }) as any; 1`);
      // What can be said without the thing itself is still shown, in the cell that has broken it too.
      assert.equal((await kernel.execute('undefined')).reply.status, 'ok');
      if (kept !== '') {
        const mine = await shown(`String((${place} as any) !== (globalThis as any).kept)`);
        assert.match(mine.join(), /true|overwritten/, 'the cell keeps its own too');
        await kernel.execute(`${place} = (globalThis as any).kept; undefined`);
      }
      await lives();
    });
  }

  for (const name of NAMES) {
    test(`execute(a cell that replaces ${name}) leaves the kernel its own`, async () => {
      await shown(`(globalThis as any).kept = ${name}; (globalThis as any).${name} = undefined; 1`);
      assert.deepEqual(await shown(`typeof ${name}`), ["execute_result: 'undefined'"]);
      assert.equal((await kernel.execute('undefined')).reply.status, 'ok');
      await kernel.execute(`(globalThis as any).${name} = (globalThis as any).kept; undefined`);
      await lives();
    });
  }

  for (const [name, code, expected] of [
    [
      'printed text and a value',
      "Array.prototype.map = (() => { throw 1; }) as any; JSON.stringify = (() => '') as any; console.log('said'); 5",
      ['stdout: said\n', 'execute_result: 5'],
    ],
    [
      'errors',
      "Map.prototype.get = (() => { throw 1; }) as any; String.prototype.split = (() => []) as any; throw new TypeError('mine')",
      ['error: TypeError: mine'],
    ],
    [
      'what it awaits',
      'Promise.prototype.then = (() => { throw 1; }) as any; await null; Array.isArray = (() => true) as any; await null; Array.isArray(0)',
      ['execute_result: true'],
    ],
    [
      'a promise as its value',
      '(async () => { await null; (Array as any).of = () => 7; await null; return (Array as any).of(); })()',
      ['execute_result: 7'],
    ],
  ] as const) {
    test(`execute(a cell that breaks built-ins) shows ${name} all the same`, async () => {
      const own = await startKernel();
      try {
        assert.deepEqual(inShort((await own.execute(code)).outputs), expected);
        assert.deepEqual(inShort((await own.execute('1 + 1')).outputs), ['execute_result: 2']);
      } finally {
        await own.close();
      }
    });
  }

  test('execute(cells) each find what an earlier one has made, deleted and added', async () => {
    await shown(
      "Array.prototype.at = function () { return 'mine' as any; }; delete (Array.prototype as any).flat; undefined",
    );
    await shown(
      '(Object.prototype as any).value = 3; (Array.prototype as any).second = function () { return this[1]; }; 1',
    );
    assert.deepEqual(
      await shown('[[1].at(0), typeof [].flat, ({} as any).value, ([1, 2] as any).second()].join()'),
      ["execute_result: 'mine,undefined,3,2'"],
    );
    await shown('delete (Object.prototype as any).value; delete (Array.prototype as any).second; undefined');
    assert.deepEqual(await shown('[({} as any).value, [].constructor === Array, [1].at(0)].join()'), [
      "execute_result: ',true,mine'",
    ]);
    await lives();
  });

  test('execute(a timer that a cell has left behind) may break built-ins, and the kernel lives', async () => {
    await shown(
      "setTimeout(() => { JSON.parse = (() => { throw new Error('later'); }) as any; }, 5); undefined",
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await lives();
    assert.match((await shown("JSON.parse('1')")).join(), /later/);
  });

  test('a request in the middle of a cell that has broken built-ins is answered', async () => {
    const cell = kernel.execute(
      'Map.prototype.get = (() => { throw 1; }) as any; await new Promise((done) => setTimeout(done, 500)); undefined',
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { matches } = await kernel.request('complete_request', { code: 'parseI', cursor_pos: 6 });
    assert.deepEqual(matches, ['parseInt']);
    const { status } = await kernel.request('kernel_info_request', {}, 'control');
    assert.equal(status, 'ok');
    assert.equal((await cell).reply.status, 'ok');
    await lives();
  });
});
