import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callInChild } from '../../../src/kernel/elsewhere/call-in-child.js';

const module = new URL('far-away.js', import.meta.url).href;

/** Calls in children, under a signal that a test may abort. */
function caller({ grace }: { grace?: number } = {}) {
  const controller = new AbortController();
  const started: number[] = [];
  const call = callInChild({
    signal: () => controller.signal,
    onStart: (pid) => started.push(pid),
    ...(grace !== undefined && { grace }),
  });
  return {
    controller,
    started,
    call: (name: string, ...args: unknown[]) => call({ module, name, args }),
  };
}

test('callInChild(options) calls in another process, which the next call finds again', async () => {
  const { call, started } = caller();
  const values = Float32Array.of(1, 2, 3.5);
  const [first, second] = [await call('whereAmI', values), await call('whereAmI', values)];
  assert.deepEqual(first, { pid: started[0], sum: 6.5 });
  assert.deepEqual(second, first);
  assert.equal(started.length, 1);
  assert.notEqual(started[0], process.pid);
});

test('callInChild(options) has callbacks called here, each before the next step', async () => {
  const { call } = caller();
  const own = new AbortController();
  const steps: number[] = [];
  const onStep = (step: number) => {
    steps.push(step);
    if (step === 4) own.abort();
  };
  await assert.rejects(call('takeSteps', { steps: 1000, onStep, signal: own.signal }), {
    name: 'AbortError',
  });
  assert.deepEqual(steps, [0, 1, 2, 3, 4]);
});

test('callInChild(options) stops work that was given no signal when the cell is interrupted', async () => {
  const { call, controller } = caller();
  const reason = new Error('interrupted');
  const work = call('takeSteps', { steps: 1e9, onStep: () => controller.abort(reason) });
  await assert.rejects(work, reason);
});

test('callInChild(options) ends a process that does not stop, and then starts another', async () => {
  const { call, controller, started } = caller({ grace: 200 });
  const work = call('hang');
  while (started.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const reason = new Error('interrupted');
  controller.abort(reason);
  await assert.rejects(work, reason);
  assert.throws(() => process.kill(started[0] ?? 0, 0), { code: 'ESRCH' });
});

test('callInChild(options) throws what was thrown there, with a stack that leads to the caller', async () => {
  const { call } = caller();
  await assert.rejects(call('fail', 'no'), (error: Error) => {
    assert.ok(error instanceof RangeError && error.cause instanceof TypeError);
    assert.deepEqual([error.message, error.cause.message], ['no', 'inner']);
    assert.match(error.stack ?? '', /far-away\.js[\s\S]*call-in-child\.test\.js/);
    return true;
  });
  assert.equal(await call('takeSteps', {}), 3);
});

test('callInChild(options) throws what a callback threw', async () => {
  const { call } = caller();
  const mine = new Error('mine');
  const onStep = () => {
    throw mine;
  };
  await assert.rejects(call('takeSteps', { onStep }), mine);
});

for (const [name, message] of [
  ['giveFunction', /could not be cloned/],
  ['die', /^die: the process that computes must answer, it ended with code 9: out of memory$/],
  ['nothing', /must export nothing, got nothing$/],
] as const) {
  test(`callInChild(options) says what went wrong with ${name}`, async () => {
    await assert.rejects(caller().call(name), { message });
  });
}
