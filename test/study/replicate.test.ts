import assert from 'node:assert/strict';
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ProgressReport } from '../../src/records/long-work.js';
import { readRuns } from '../../src/results/run-csv.js';
import type { Engine } from '../../src/study/engines/engine.js';
import { local } from '../../src/study/engines/local.js';
import { evaluateModel } from '../../src/study/model/evaluate-model.js';
import { evaluationRun } from '../../src/study/model/evaluation-run.js';
import { type FinishedRun, replicate } from '../../src/study/replicate.js';
import { recordRun, type StudyRecord } from '../../src/study/store/run-record.js';
import { temporaryFolder } from '../temporary-folder.js';
import { smallStudy } from './small-study.js';

/** What two studies of the same profile must have equal. */
function outcome(records: readonly StudyRecord[]): unknown {
  return records.map(({ started, ended, seconds, ...rest }) => rest);
}

test('replicate(profile, options) makes every run, and says of each how it was made', async (t) => {
  const profile = smallStudy(temporaryFolder(t));
  const output = temporaryFolder(t);
  const told: FinishedRun[] = [];
  const before = Date.now();
  const { records } = await replicate(profile, { output, onRun: (run) => void told.push(run) });
  assert.deepEqual(
    records.map(({ name, languages, tuningSeed }) => [name, languages.join(), tuningSeed]),
    [
      ['BASE', '', null],
      ['ET-1', 'et', 42],
      ['VI-1', 'vi', 42],
      ['VI-2', 'vi', 43],
    ],
  );
  for (const record of records) {
    const { name, scores, evaluation, tuning, started, ended, versions } = record;
    const { sha256, ...file } = JSON.parse(readFileSync(join(output, 'runs', `${name}.json`), 'utf8'));
    assert.deepEqual(file, record);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(
      scores.map(({ task, language }) => [task, language]),
      [
        ['xcopa', 'et'],
        ['xcopa', 'vi'],
      ],
    );
    assert.equal(evaluation.documents, 20);
    assert.equal(tuning?.steps, name === 'BASE' ? undefined : 12);
    assert.equal(tuning?.pairs, name === 'BASE' ? undefined : 40);
    assert.ok(Date.parse(started) >= before && Date.parse(ended) <= Date.now(), `${started} ${ended}`);
    assert.equal(versions.node, process.versions.node);
  }
  const [, et, vi, again] = records;
  assert.notEqual(vi?.tuning?.lastLoss, again?.tuning?.lastLoss);
  assert.notEqual(et?.tuning?.lastLoss, vi?.tuning?.lastLoss);
  assert.deepEqual(
    told.map(({ record, done, total, wasFinished }) => [record.name, done, total, wasFinished]),
    [
      ['BASE', 1, 4, false],
      ['ET-1', 2, 4, false],
      ['VI-1', 3, 4, false],
      ['VI-2', 4, 4, false],
    ],
  );
  assert.deepEqual(readRuns(join(output, 'runs.csv')), records.map(recordRun));
});

test('replicate(profile, options) gives the same twice, and repeats nothing in a folder that has it', async (t) => {
  const profile = smallStudy(temporaryFolder(t));
  const [one, other] = [temporaryFolder(t), temporaryFolder(t)];
  const first = await replicate(profile, { output: one });
  const second = await replicate(profile, { output: other });
  assert.deepEqual(outcome(second.records), outcome(first.records));
  const times = () => readdirSync(join(one, 'runs')).map((name) => statSync(join(one, 'runs', name)).mtimeMs);
  const [before, reports]: [number[], ProgressReport[]] = [times(), []];
  const third = await replicate(profile, { output: one, onProgress: (report) => reports.push(report) });
  assert.deepEqual(third, first);
  assert.deepEqual(times(), before);
  assert.deepEqual(reports, []);
});

test('replicate(profile, { engine }) ends with the same study, whatever order an engine makes its runs in', async (t) => {
  const profile = smallStudy(temporaryFolder(t));
  const [one, other] = [temporaryFolder(t), temporaryFolder(t)];
  const inOrder = await replicate(profile, { output: one });
  const given: string[] = [];
  const backwards: Engine = (runs, work) => {
    given.push(...runs.map(({ name }) => name));
    return local(runs.toReversed(), work);
  };
  const told: string[] = [];
  const options = { engine: backwards, onRun: ({ record }: FinishedRun) => void told.push(record.name) };
  const study = await replicate(profile, { output: other, ...options });
  assert.deepEqual(given, ['BASE', 'ET-1', 'VI-1', 'VI-2']);
  assert.deepEqual(told, given.toReversed());
  assert.deepEqual(outcome(study.records), outcome(inOrder.records));
  assert.equal(readFileSync(join(other, 'runs.csv'), 'utf8'), readFileSync(join(one, 'runs.csv'), 'utf8'));
  rmSync(join(other, 'runs', 'VI-1.json'));
  const none: Engine = async (runs) => void given.push(...runs.map(({ name }) => name));
  await assert.rejects(replicate(profile, { output: other, engine: none }), {
    message: 'replicate: the engine must record every run, got none of VI-1; the same call goes on',
  });
  assert.deepEqual(given.slice(4), ['VI-1']);
});

test('replicate(profile, options) stopped in a tuning goes on from there', async (t) => {
  const profile = smallStudy(temporaryFolder(t));
  const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
  const expected = await replicate(profile, { output: whole });
  const controller = new AbortController();
  const stopped = replicate(profile, {
    output: broken,
    signal: controller.signal,
    onLog: ({ step }, { name }) => name === 'VI-1' && step === 5 && controller.abort(new Error('enough')),
  });
  await assert.rejects(stopped, { message: 'enough' });
  assert.deepEqual(readdirSync(join(broken, 'runs')).sort(), ['BASE.json', 'ET-1.json']);
  assert.equal(readRuns(join(broken, 'runs.csv')).length, 2);
  const steps: string[] = [];
  const study = await replicate(profile, {
    output: broken,
    onLog: ({ step }, { name }) => void steps.push(`${name} ${step}`),
  });
  assert.equal(steps[0], 'VI-1 6');
  assert.deepEqual(outcome(study.records), outcome(expected.records));
});

test('replicate(profile, options) refuses a folder of another study, and loses nothing', async (t) => {
  const profile = smallStudy(temporaryFolder(t));
  const output = temporaryFolder(t);
  const first = await replicate({ ...profile, subsets: {} }, { output });
  const other = { ...profile, subsets: {}, evaluation: { ...profile.evaluation, limit: 3 } };
  await assert.rejects(replicate(other, { output }), {
    message: `replicate: the study must be that of ${join(output, 'study.json')}, got another profile.evaluation.limit (10 and 3); move the folder away or give another output`,
  });
  const quite = { ...other, name: 'other', label: 'Other', subsets: { ET: 1 } };
  await assert.rejects(replicate(quite, { output }), {
    message:
      /got another profile\.name \("small" and "other"\), profile\.label \(.*\), profile\.evaluation\.limit \(10 and 3\), 2 more; move/,
  });
  assert.deepEqual(await replicate({ ...profile, subsets: {} }, { output }), first);
});

test('replicate(profile, options) refuses a folder in which a study is at work', async (t) => {
  const profile = { ...smallStudy(temporaryFolder(t)), subsets: {} };
  const output = temporaryFolder(t);
  const first = replicate(profile, { output });
  await assert.rejects(replicate(profile, { output }), {
    message: /^replicate: output must be used by one process at a time, got .*, in use by process \d+ since /,
  });
  assert.equal((await first).records.length, 1);
});

test('replicate(profile, options) names the file and field of a record that is malformed', async (t) => {
  const profile = { ...smallStudy(temporaryFolder(t)), subsets: {} };
  const output = temporaryFolder(t);
  await replicate(profile, { output });
  const path = join(output, 'runs', 'BASE.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"experiment": "small"', '"experiment": 3'));
  await assert.rejects(replicate(profile, { output }), {
    message: `${path}: "experiment": Invalid input: expected string, received number, got 3`,
  });
});

test('replicate(profile, options) refuses a record that was copied to another run of the plan', async (t) => {
  const profile = { ...smallStudy(temporaryFolder(t)), subsets: { ET: 1 } };
  const output = temporaryFolder(t);
  await replicate(profile, { output });
  const [base, et] = ['BASE', 'ET-1'].map((name) => join(output, 'runs', `${name}.json`)) as [string, string];
  copyFileSync(base, et);
  await assert.rejects(replicate(profile, { output }), {
    message:
      /ET-1\.json: must be the record of ET-1 as the study plans it, got another name \("ET-1" and "BASE"\), /,
  });
  rmSync(et);
  assert.equal((await replicate(profile, { output })).records.length, 2);
});

test('replicate(profile, options) loses nothing where runs/ is removed while it works', async (t) => {
  const profile = { ...smallStudy(temporaryFolder(t)), subsets: { ET: 1 } };
  const output = temporaryFolder(t);
  const runs = join(output, 'runs');
  const onLog = ({ step }: { step: number }): void => {
    if (step === 4) rmSync(runs, { recursive: true });
  };
  const { records } = await replicate(profile, { output, onLog });
  assert.deepEqual(readdirSync(runs).sort(), ['BASE.json', 'ET-1.json']);
  assert.deepEqual((await replicate(profile, { output })).records, records);
});

test('replicate(profile, options) stops where its folder is moved, and goes on in the new place', async (t) => {
  const profile = { ...smallStudy(temporaryFolder(t)), subsets: { ET: 1 } };
  const folder = temporaryFolder(t);
  const [output, moved] = [join(folder, 'study'), join(folder, 'moved')];
  const onLog = ({ step }: { step: number }): void => {
    if (step === 5) renameSync(output, moved);
  };
  const tuning = join(output, 'tuning', 'ET-1');
  await assert.rejects(replicate(profile, { output, onLog }), {
    message: `tune: output must stay where it is while a process works in it, got ${tuning} moved or removed; the same command goes on in the folder's new place`,
  });
  assert.deepEqual(readdirSync(folder), ['moved']);
  const steps: number[] = [];
  const study = await replicate(profile, { output: moved, onLog: ({ step }) => void steps.push(step) });
  // The newest checkpoint is that of the third step.
  assert.equal(steps[0], 4);
  assert.deepEqual(readdirSync(moved).sort(), ['runs', 'runs.csv', 'scores', 'study.json', 'tuning']);
  const whole = await replicate(profile, { output: temporaryFolder(t) });
  assert.deepEqual(outcome(study.records), outcome(whole.records));
});

test('replicate(profile, options) evaluates the model itself where all its weights are tuned', async (t) => {
  const small = smallStudy(temporaryFolder(t));
  const profile = { ...small, tuning: { ...small.tuning, lora: null }, subsets: { ET: 1 } };
  const [output, again] = [temporaryFolder(t), temporaryFolder(t)];
  const { records } = await replicate(profile, { output });
  const [base, tuned] = records;
  assert.equal(tuned?.tuning?.config.lora, null);
  const model = join(output, 'tuning', 'ET-1', 'adapter');
  const { scores } = evaluationRun(
    await evaluateModel({
      ...profile.evaluation,
      limit: 10,
      data: profile.evaluation.data ?? '',
      model,
      cache: null,
    }),
  );
  assert.deepEqual(tuned?.scores, scores);
  assert.deepEqual((await replicate(profile, { output })).records, records);
  assert.deepEqual(base?.languages, []);
  // Stopped between tuning and evaluation, it goes on.
  const controller = new AbortController();
  let steps = 0;
  const stopped = replicate(profile, {
    output: again,
    signal: controller.signal,
    onLog: ({ step }) => {
      steps = step;
    },
    onProgress: ({ label }) => {
      if (steps === 12 && label === '2 of 2 ET-1: load model') controller.abort(new Error('enough'));
    },
  });
  await assert.rejects(stopped, { message: 'enough' });
  const whole = await replicate(profile, { output: again });
  assert.deepEqual(outcome(whole.records), outcome(records));
});
