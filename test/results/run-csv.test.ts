import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatRuns, readRuns } from '../../src/results/run-csv.js';
import { withTemporaryFolder } from '../temporary-folder.js';
import { exampleRun, exampleScore } from './example-run.js';

const RUNS = [
  exampleRun({
    source: 'a "b", c.log',
    selectionSeed: 66,
    tuningSeed: 42,
    languages: ['af', 'vi'],
    scores: [
      { task: 'xnli', language: 'de', accuracy: 1 / 3, stderr: 0.01, version: '1.0' },
      exampleScore('xnli', null, 0.5),
    ],
  }),
  exampleRun({
    source: 'b',
    status: 'partial',
    duplicateOf: 'a "b", c.log',
    scores: [exampleScore('x', null, 1)],
  }),
];

const HEADER =
  'experiment,model,subset,run,selection_seed,tuning_seed,languages,task,language,accuracy,stderr,version,status,source,duplicate_of';

test('formatRuns(runs) writes one row a score', () => {
  assert.equal(
    formatRuns(RUNS),
    `${HEADER}
main,mGPT,GEO,1,66,42,af vi,xnli,de,0.3333333333333333,0.01,1.0,complete,"a ""b"", c.log",
main,mGPT,GEO,1,66,42,af vi,xnli,,0.5,,,complete,"a ""b"", c.log",
main,mGPT,GEO,1,,,,x,,1,,,partial,b,"a ""b"", c.log"
`,
  );
});

test('readRuns(path) reads back what formatRuns(runs) wrote', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'runs.csv');
    writeFileSync(path, formatRuns(RUNS));
    assert.deepEqual(readRuns(path), RUNS);
  });
});

for (const [name, change, message] of [
  ['a column is missing', ['accuracy', 'acc'], 'column accuracy is missing'],
  [
    'an accuracy is no number',
    ['0.5,,,complete', 'n/a,,,complete'],
    'row 3: accuracy must be a number, got "n/a"',
  ],
  [
    'an accuracy is missing',
    ['0.5,,,complete', ',,,complete'],
    'row 3: accuracy must be a number, got nothing',
  ],
  ['a status is unknown', ['partial', 'half'], 'row 4: status must be one of complete, partial, got "half"'],
] as const) {
  test(`readRuns(path) throws with the path where ${name}`, () => {
    withTemporaryFolder((folder) => {
      const path = join(folder, 'runs.csv');
      writeFileSync(path, formatRuns(RUNS).replace(change[0], change[1]));
      assert.throws(
        () => readRuns(path),
        (error: Error) => error.message.startsWith(path) && error.message.endsWith(message),
      );
    });
  });
}

for (const [name, change, message] of [
  [
    'an accuracy is no share',
    ['0.5,,,complete', '50,,,complete'],
    'row 3: accuracy must be a share in 0..1, got 50',
  ],
  [
    'two rows describe a source differently',
    ['main,mGPT,GEO,1,66,42,af vi,xnli,,', 'main,mGPT,SEM,1,66,42,af vi,xnli,,'],
    'row 3: subset of "a \\"b\\", c.log" must be "GEO" as before, got "SEM"',
  ],
  [
    'a score is there twice',
    ['xnli,,0.5', 'xnli,de,0.5'],
    '"a \\"b\\", c.log" must have one score of "xnli de", got more; give runs different sources',
  ],
] as const) {
  test(`readRuns(path) throws with the path where ${name}`, () => {
    withTemporaryFolder((folder) => {
      const path = join(folder, 'runs.csv');
      const text = formatRuns(RUNS);
      assert.ok(text.includes(change[0]));
      writeFileSync(path, text.replace(change[0], change[1]));
      assert.throws(
        () => readRuns(path),
        (error: Error) => error.message.startsWith(path) && error.message.endsWith(message),
      );
    });
  });
}

test('readRuns(path) gathers rows of a source wherever they stand', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'runs.csv');
    const [header = '', a = '', b = '', c = ''] = formatRuns(RUNS).split('\n').slice(0, 5);
    writeFileSync(path, [header, a, c, b, ''].join('\n'));
    assert.deepEqual(readRuns(path), RUNS);
  });
});
