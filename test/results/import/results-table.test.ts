import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseResultsTable, tableKind } from '../../../src/results/import/results-table.js';
import { referenceFile } from '../../reference-file.js';
import { row, table } from '../example-log.js';

const parse = (rows: string[]) => parseResultsTable(table('Tasks', rows).trimEnd().split('\n'));

test('parseResultsTable(lines) reads a row of lm-eval 0.4.0', () => {
  const old = '| - paws_de       |      0|none  |     0|acc   |0.5005|±  |0.0112|';
  assert.deepEqual(parse([old]), {
    kind: 'Tasks',
    accuracies: [{ name: 'paws_de', filter: 'none', accuracy: 0.5005, stderr: 0.0112, version: '0' }],
    withoutAccuracy: [],
    faults: [],
    shots: [0],
  });
});

test('parseResultsTable(lines) reads the table that lm-eval 0.4.13 printed', () => {
  const lines = readFileSync(referenceFile('lm-eval-0.4.13.log'), 'utf8').split('\n');
  const read = parseResultsTable(lines.slice(1, lines.indexOf('')));
  assert.deepEqual(read.faults, []);
  assert.equal(read.accuracies.length, 17);
  assert.deepEqual(read.withoutAccuracy, ['free_text']);
  assert.deepEqual(
    read.accuracies.filter(({ name }) =>
      ['pawsx', 'xwinograd_jp', 'single_document', 'xnli_eu'].includes(name),
    ),
    [
      { name: 'pawsx', filter: 'none', accuracy: 0.4774, stderr: 0.0297, version: '0' },
      { name: 'xwinograd_jp', filter: 'none', accuracy: 0.5882, stderr: 0.0857, version: '1' },
      { name: 'single_document', filter: 'none', accuracy: 1, stderr: null, version: '2' },
      { name: 'xnli_eu', filter: 'none', accuracy: 0.5333, stderr: 0.0926, version: '1' },
    ],
  );
});

for (const [name, rows, expected] of [
  [
    'a second metric, whose name is left out',
    [row('a', '0.5').replace('acc', 'acc_norm'), row('', '0.6')],
    0.6,
  ],
  ['a name with HTML as text', [row('<b>a</b>', '1.0000')], 1],
  ['a value of 0', [row('a', '0.0000')], 0],
] as const) {
  test(`parseResultsTable(lines) reads ${name}`, () => {
    const { accuracies, faults } = parse([...rows]);
    assert.deepEqual(faults, []);
    assert.equal(accuracies[0]?.accuracy, expected);
  });
}

for (const [name, line] of [
  ['a row that is cut', '| - xnli_ar       |      1|no'],
  ['a row with a cell too few', '|a|1|none|0|acc|0.5|±|'],
  ['a row with a bar in its name', row('a|b', '0.5')],
  ['a value above 1', row('a', '1.5000')],
  ['a value that is not a number', row('a', 'nan')],
  ['a negative value', row('a', '-0.1')],
  ['a standard error that is not a number', row('a', '0.5', 'nan')],
  ['a first row without a name', row('', '0.5')],
  ['control characters', row('a\u0007b', '0.5')],
  ['marks that turn the direction', row('a\u202Eb', '0.5')],
  ['bytes that were not UTF-8 in a name', row('xnli_\uFFFD', '0.5')],
] as const) {
  test(`parseResultsTable(lines) reports ${name}`, () => {
    const { accuracies, faults } = parse([line, row('good', '0.25')]);
    assert.equal(faults.length, 1);
    assert.match(faults[0] ?? '', /^row ".*" cannot be read$/);
    assert.deepEqual(
      accuracies.map((accuracy) => accuracy.name),
      ['good'],
    );
  });
}

test('parseResultsTable(lines) throws where the first line is no header', () => {
  assert.throws(() => parseResultsTable(['|a|b|']), {
    name: 'TypeError',
    message: 'parseResultsTable: the first line must be a header of Tasks or Groups, got "|a|b|"',
  });
  assert.throws(() => parseResultsTable([]), { name: 'TypeError' });
});

for (const [line, expected] of [
  ['|Tasks|Version|Filter|n-shot|Metric|Value|   |Stderr|', 'Tasks'],
  ['| Groups  |Version|Filter|n-shot|Metric|   |Value |   |Stderr|', 'Groups'],
  ['|Tasks|Version|', null],
  ['| NVIDIA-SMI 535.104 | CUDA Version: 12.2 |', null],
  ['no table', null],
] as const) {
  test(`tableKind('${line}') is ${expected}`, () => {
    assert.equal(tableKind(line), expected);
  });
}
