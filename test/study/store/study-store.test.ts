import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRuns } from '../../../src/results/run-csv.js';
import { checkRecord } from '../../../src/study/store/check-record.js';
import { recordRun, type StudyRecord } from '../../../src/study/store/run-record.js';
import { openStudy, readRecords, writeRecord } from '../../../src/study/store/study-store.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { edit, recordFile, recordOf, STUDY, writeStudy } from '../study-files.js';

const REMEDY = 'remove the file to have the run evaluated again';

/** The record of a run of the study, and the run. */
function runOf(name: string) {
  const run = STUDY.runs.find((planned) => planned.name === name) ?? assert.fail(`there is no ${name}`);
  return { run, record: recordOf(run) };
}

test('readRecords(folder, study) gives back what writeRecord has written, in the order of the plan', (t) => {
  const folder = temporaryFolder(t);
  const records = writeStudy(folder);
  assert.deepEqual([...readRecords(folder, STUDY).values()], records);
  assert.deepEqual(readRuns(join(folder, 'runs.csv')), records.map(recordRun));
  rmSync(recordFile(folder, 'VI-1'));
  assert.deepEqual(
    [...readRecords(folder, STUDY)].map(([name, record]) => [name, record !== null]),
    [
      ['BASE', true],
      ['ET-1', true],
      ['VI-1', false],
      ['RND-1', true],
      ['VI-2', true],
    ],
  );
});

for (const [from, to, differing] of [
  [
    'ET-1',
    'RND-1',
    /another name \("RND-1" and "ET-1"\), subset \("RND" and "ET"\), languages \(.*\), 1 more; /,
  ],
  ['VI-1', 'VI-2', /another name \("VI-2" and "VI-1"\), run \(2 and 1\), tuningSeed \(43 and 42\), 1 more; /],
  [
    'ET-1',
    'BASE',
    /another name \("BASE" and "ET-1"\), subset \("BASE" and "ET"\), languages \(\[\] and \["et"\]\), 2 more; /,
  ],
  [
    'BASE',
    'ET-1',
    /another name \("ET-1" and "BASE"\), subset \("ET" and "BASE"\), languages \(\["et"\] and \[\]\), 2 more; /,
  ],
] as const) {
  test(`readRecords(folder, study) refuses the record of ${from} as that of ${to}`, (t) => {
    const folder = temporaryFolder(t);
    writeStudy(folder);
    const path = recordFile(folder, to);
    copyFileSync(recordFile(folder, from), path);
    assert.throws(
      () => readRecords(folder, STUDY),
      ({ message }: Error) => {
        assert.ok(
          message.startsWith(`${path}: must be the record of ${to} as the study plans it, got `),
          message,
        );
        assert.match(message, differing);
        assert.ok(message.endsWith(REMEDY));
        return true;
      },
    );
  });
}

/** A change of a record, and what it is refused for. */
const CHANGES: readonly (readonly [string, (record: StudyRecord) => StudyRecord, string])[] = [
  ['another model', (record) => ({ ...record, model: 'Other' }), 'another model ("Files" and "Other")'],
  [
    'another experiment',
    (record) => ({ ...record, experiment: 'x' }),
    'another experiment ("files" and "x")',
  ],
  [
    'another seed of the choice',
    (record) => ({ ...record, selectionSeed: 7 }),
    'another selectionSeed (null and 7)',
  ],
  [
    'other languages',
    (record) => ({ ...record, languages: ['vi', 'et'] }),
    'another languages (["et"] and ["vi","et"])',
  ],
  [
    'another limit',
    (record) => ({ ...record, evaluation: { ...record.evaluation, limit: 9 } }),
    'another evaluation.limit (10 and 9)',
  ],
  [
    'other documents',
    (record) => ({ ...record, evaluation: { ...record.evaluation, data: 'elsewhere' } }),
    'another evaluation.data (null and "elsewhere")',
  ],
  [
    'another configuration',
    (record) => ({
      ...record,
      tuning: record.tuning && { ...record.tuning, config: { ...record.tuning.config, lora: null } },
    }),
    'another tuning.lora (',
  ],
  ['no tuning', (record) => ({ ...record, tuning: null }), 'another tuning ('],
];

for (const [name, change, got] of CHANGES) {
  test(`checkRecord(record, run, path) refuses a record with ${name}`, () => {
    const { run, record } = runOf('ET-1');
    checkRecord(record, run, 'ET-1.json');
    assert.throws(
      () => checkRecord(change(record), run, 'ET-1.json'),
      ({ message }: Error) =>
        message.startsWith(`ET-1.json: must be the record of ET-1 as the study plans it, got ${got}`),
    );
  });
}

for (const [name, change, got] of [
  ['a score too few', (scores) => scores.slice(1), 'no xcopa et'],
  ['no accuracy of a whole benchmark', (scores) => scores.slice(0, -1), 'no xwinograd'],
  ['a score twice', (scores) => [...scores, ...scores.slice(1, 2)], '2 of xcopa vi'],
  [
    'a score that is not planned',
    (scores) => [...scores, ...scores.slice(0, 1).map((score) => ({ ...score, language: 'it' }))],
    '"xcopa it", which is not evaluated',
  ],
  [
    'one in place of others',
    (scores) => scores.map((score) => ({ ...score, task: 'xnli' })),
    'no xcopa et, no xcopa vi, no xwinograd en, 15 more',
  ],
] as const satisfies readonly (readonly [
  string,
  (scores: StudyRecord['scores']) => StudyRecord['scores'],
  string,
])[]) {
  test(`checkRecord(record, run, path) refuses a record with ${name}`, () => {
    const { run, record } = runOf('VI-2');
    const changed = { ...record, scores: change(record.scores) };
    assert.throws(() => checkRecord(changed, run, 'VI-2.json'), {
      message: `VI-2.json: must be a record with each score of the study once, got ${got}; ${REMEDY}`,
    });
  });
}

for (const [name, change, message] of [
  [
    'a digit of an accuracy',
    (text) => text.replace('"accuracy": 0.51', '"accuracy": 0.61'),
    /: sha256: must be the sum /,
  ],
  ['a loss', (text) => text.replace('"lastLoss": 2.25', '"lastLoss": 1.25'), /: sha256: must be the sum /],
  ['its sum', (text) => text.replace(/"sha256": "./, '"sha256": "x'), /: sha256: must be the sum /],
  ['no sum', (text) => text.replace(/,\s*"sha256": ".*"/, ''), /: sha256: must be the sum /],
  [
    'an accuracy beyond 1',
    (text) => text.replace('"accuracy": 0.51', '"accuracy": 5.1'),
    /: "scores.0.accuracy": .*, got 5.1$/,
  ],
  ['a field of no meaning', (text) => text.replace('{', '{ "more": 1, '), /: the file: .*"more"/],
  ['half of it', (text) => text.slice(0, 300), /: must be complete JSON$/],
  ['nothing', () => '', /: must be complete JSON$/],
  ['no object', () => '[]', /: the file: /],
] as const satisfies readonly (readonly [string, (text: string) => string, RegExp])[]) {
  test(`readRecords(folder, study) refuses a file that was changed by ${name}`, (t) => {
    const folder = temporaryFolder(t);
    writeStudy(folder);
    const path = recordFile(folder, 'ET-1');
    edit(path, change);
    assert.throws(
      () => readRecords(folder, STUDY),
      (error: Error) => error.message.startsWith(path) && message.test(error.message),
    );
  });
}

test('readRecords(folder, study) refuses records of another model, and takes them however they are laid out', (t) => {
  const folder = temporaryFolder(t);
  const records = writeStudy(folder);
  assert.throws(() => readRecords(folder, { ...STUDY, model: 'sha256:ff' }), {
    message: `${recordFile(folder, 'BASE')}: sha256: must be the sum of the record and the study's model, got another, so that the file was changed or is of another study; remove it to have the run evaluated again`,
  });
  for (const { name } of records) edit(recordFile(folder, name), (text) => JSON.stringify(JSON.parse(text)));
  assert.deepEqual([...readRecords(folder, STUDY).values()], records);
});

test('writeRecord(folder, model, record, before) writes again what was removed while the study was made', (t) => {
  const folder = temporaryFolder(t);
  const records = writeStudy(folder);
  const files = () =>
    readdirSync(join(folder, 'runs')).map((name) => readFileSync(join(folder, 'runs', name), 'utf8'));
  const before = files();
  const last = records.at(-1) ?? assert.fail('there are records');
  rmSync(join(folder, 'runs'), { recursive: true });
  writeRecord(folder, STUDY.model, last, records.slice(0, -1));
  assert.deepEqual(files(), before);
  assert.deepEqual([...readRecords(folder, STUDY).values()], records);
});

test('openStudy(folder, study) says of a study of an earlier version that its model cannot be compared', (t) => {
  const folder = temporaryFolder(t);
  writeStudy(folder);
  const path = join(folder, 'study.json');
  openStudy(folder, STUDY);
  edit(path, (text) => text.replace(STUDY.model, '0011223344556677'));
  assert.throws(() => openStudy(folder, STUDY), {
    message: `replicate: the study must have been made by a version that tells models apart as this one does, got ${path} of an earlier one; finish it with that one, move the folder away or give another output`,
  });
  edit(path, (text) => text.replace('0011223344556677', 'sha256:ff'));
  assert.throws(() => openStudy(folder, STUDY), { message: /got another model \("sha256:ff" and / });
  writeFileSync(path, '[]');
  assert.throws(() => openStudy(folder, STUDY), { message: /^replicate: the study must be that of / });
});

test('openStudy(folder, study) removes files that a killed process has left half-written, and no others', (t) => {
  const folder = temporaryFolder(t);
  const records = writeStudy(folder);
  const left = ['runs.csv.71-00aabbcc.tmp', 'runs/ET-1.json.71-00aabbcc.tmp'];
  for (const path of [...left, 'own.tmp', 'runs/notes.txt']) writeFileSync(join(folder, path), '{');
  openStudy(folder, STUDY);
  assert.deepEqual(readdirSync(folder).sort(), ['own.tmp', 'runs', 'runs.csv', 'study.json', 'tuning']);
  assert.equal(readdirSync(join(folder, 'runs')).length, records.length + 1);
  assert.deepEqual([...readRecords(folder, STUDY).values()], records);
});
