import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerPrinter, type AnswerPrinterOptions, answerPrinter } from '../../src/cli/answer.js';
import { progressBar } from '../../src/notebook/progress/progress-bar.js';

/** A terminal that writes down what is drawn on it; its bar draws on the same, its clock stands still. */
function fakeTerminal(): { readonly options: AnswerPrinterOptions; readonly written: string[] } {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  const bar = progressBar({
    display: null,
    stream: { isTTY: true, columns: 200, write },
    now: () => 0,
  });
  return { options: { terminal: { write }, bar }, written };
}

const loading = (done: number) => ({ label: 'load model', done, total: 2, unit: 'tensors' });
const writing = (done: number) => ({ label: 'generate', done, total: 9, unit: 'tokens' });

/** A bar's line is begun anew by this. */
const REWRITE = '\r\u001b[2K';

test('answerPrinter() writes each piece on a terminal as it comes, and below it how fast that was', () => {
  const { options, written } = fakeTerminal();
  const printer = answerPrinter(options);
  printer.onProgress(loading(2));
  assert.deepEqual(written, []); // The bar waits until there is something to wait for.
  printer.onText('Tere');
  printer.onProgress(writing(1));
  printer.onText(', 世');
  printer.onProgress(writing(2));
  assert.deepEqual(written.slice(0, 3), [REWRITE, 'Tere', ', 世']);
  printer.end();
  assert.equal(written[3], '\n');
  assert.match(written.slice(4).join(''), /generate: 2 of 9 tokens in 0\.0 s \([^)]*\)\n$/);
});

test('answerPrinter() keeps no line of the bar above the text, though the first tokens give none', () => {
  const { options, written } = fakeTerminal();
  const printer = answerPrinter(options);
  printer.onProgress(loading(2));
  printer.onProgress(writing(1));
  printer.onText('世');
  assert.deepEqual(written.slice(-2), [REWRITE, '世']);
  assert.ok(!written.join('').includes('\n'));
});

const TEXTLESS: readonly [name: string, use: (printer: AnswerPrinter) => void, expected: RegExp][] = [
  ['nothing for nothing', () => undefined, /^$/],
  ['no line feed for no text', (printer) => printer.onProgress(writing(1)), /^[^\n]*generate: 1 of 9.*\n$/],
];
for (const [name, use, expected] of TEXTLESS) {
  test(`answerPrinter() writes ${name}`, () => {
    const { options, written } = fakeTerminal();
    const printer = answerPrinter(options);
    use(printer);
    printer.end();
    assert.match(written.join(''), expected);
  });
}

test('answerPrinter({ terminal: null }) prints the very text once it has ended, and the bar as ever', () => {
  const printed: string[] = [];
  const { options, written } = fakeTerminal();
  const printer = answerPrinter({ ...options, terminal: null, print: (text) => printed.push(text) });
  printer.onProgress(writing(1));
  printer.onText('Tere');
  printer.onText(', \u001b世');
  assert.deepEqual(printed, []);
  assert.match(written.join(''), /generate .* 1 of 9 tokens/);
  printer.end();
  assert.deepEqual(printed, ['Tere, \u001b世\n']);
});

test('answerPrinter({ terminal: null }) prints nothing where there is no text', () => {
  const printed: string[] = [];
  answerPrinter({
    ...fakeTerminal().options,
    terminal: null,
    print: (text) => printed.push(text),
  }).end();
  assert.deepEqual(printed, []);
});
