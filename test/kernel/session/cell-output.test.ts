import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOutput } from '../../../src/kernel/session/cell-output.js';

/** An output, and what it has sent: text as `stdout: …`, else the type. */
function recorded(options = {}) {
  const sent: string[] = [];
  const output = cellOutput(({ type, content }) => {
    const { name, text } = content as { name?: string; text?: string };
    sent.push(type === 'stream' ? `${name}: ${text}` : type);
  }, options);
  return { sent, output };
}

test('cellOutput(publish) sends text at once, collects what comes soon after, and sends it before what follows', () => {
  const { sent, output } = recorded({ pause: 1000 });
  output.write('stdout', 'a');
  assert.deepEqual(sent, ['stdout: a']);
  output.write('stdout', 'b');
  output.write('stdout', 'c');
  output.write('stderr', 'd');
  output.send({ type: 'display_data', content: {} });
  assert.deepEqual(sent, ['stdout: a', 'stdout: bc', 'stderr: d', 'display_data']);
});

test('cellOutput(publish) sends collected text by itself after a moment', async () => {
  const { sent, output } = recorded({ pause: 5 });
  output.write('stdout', 'a');
  output.write('stdout', 'b');
  assert.deepEqual(sent, ['stdout: a']);
  while (sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(sent, ['stdout: a', 'stdout: b']);
});

test('reserve() keeps a place, whichever of several is filled first', async () => {
  const { sent, output } = recorded();
  const [first, second] = [output.reserve(), output.reserve()];
  output.write('stdout', 'after');
  second([{ type: 'second', content: {} }]);
  assert.deepEqual(sent, []);
  const settled = output.settle();
  first([{ type: 'first', content: {} }]);
  first([{ type: 'again', content: {} }]);
  await settled;
  assert.deepEqual(sent, ['first', 'second', 'stdout: after']);
});

test('finish() gives up places that are still open, for good', async () => {
  const { sent, output } = recorded();
  const fill = output.reserve();
  output.write('stdout', 'a');
  output.finish();
  fill([{ type: 'late', content: {} }]);
  await output.settle();
  assert.deepEqual(sent, ['stdout: a']);
});

test('write(name, chunk) joins characters that come in pieces, and cuts what is too much', () => {
  const { sent, output } = recorded({ most: 3 });
  output.write('stdout', Uint8Array.of(0xc3));
  output.write('stdout', Uint8Array.of(0xa4));
  output.write('stdout', 'bcde');
  output.finish();
  assert.deepEqual(sent, [
    'stdout: ä',
    'stdout: bc',
    'stderr: \n[2 more characters were printed and are not shown]\n',
  ]);
});
