import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CausalExample } from '../../../src/corpus/encoding/example.js';
import type { EvaluationLine, LogLine, StepLine } from '../../../src/records/log-line.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { checkpointPath, listCheckpoints } from '../../../src/tuning/run-folder/checkpoint-folder.js';
import { readRunLog } from '../../../src/tuning/run-folder/read-run-log.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { fakeRun } from '../fake-run.js';
import { createFakeStepper, point } from '../fake-stepper.js';

const checkpoints = (folder: string): number[] => listCheckpoints(join(folder, 'checkpoints'));

function logOf(folder: string): LogLine[] {
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as LogLine);
}

/** Everything that a finished run must have equal to another one, bit for bit. */
function resultOf(folder: string): Record<string, string> {
  const files = ['log.jsonl', 'finished.json', 'adapter/adapter_model.safetensors', 'adapter/README.md'];
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}

test('tune(input, options) learns the micro-batches in order, at the rate of each step', async (t) => {
  const steps: { xs: number[][]; rate: number }[] = [];
  const onStep = (batches: readonly (readonly CausalExample[])[], rate: number): void => {
    steps.push({ xs: batches.map((batch) => batch.map(({ ids: [x = NaN] }) => x)), rate });
  };
  const examples = [0, 1, 2, 3, 4].map((x) => point(x, x));
  const training = { shuffle: false, epochs: 2, batchSize: 2, accumulation: 2, learningRate: 0.4 };
  await fakeRun(temporaryFolder(t), { training, examples, onStep });
  assert.deepEqual(steps, [
    {
      xs: [
        [0, 1],
        [2, 3],
      ],
      rate: 0.4,
    },
    { xs: [[4]], rate: 0.4 * 0.75 },
    {
      xs: [
        [0, 1],
        [2, 3],
      ],
      rate: 0.2,
    },
    { xs: [[4]], rate: 0.1 },
  ]);
});

test('tune(input, options) writes a line a step, and the result', async (t) => {
  const folder = temporaryFolder(t);
  const lines: LogLine[] = [];
  const reports: ProgressReport[] = [];
  const result = await fakeRun(folder, {
    onLog: (line) => lines.push(line),
    onProgress: (report) => reports.push(report),
  });
  const log = logOf(folder) as StepLine[];
  assert.equal(log.length, 30);
  assert.deepEqual(log, lines);
  assert.deepEqual(Object.keys(log[0] ?? {}), [
    'step',
    'loss',
    'learning_rate',
    'grad_norm',
    'epoch',
    'tokens',
  ]);
  assert.deepEqual([log[3]?.step, log[3]?.epoch, log[3]?.tokens], [4, 4 / 3, 8]);
  assert.ok((log.at(-1)?.loss ?? 1) < (log[0]?.loss ?? 0));
  assert.deepEqual(result, {
    ended: 'all-steps',
    step: 30,
    adapterStep: 30,
    loss: log.at(-1)?.loss,
    best: null,
    adapter: join(folder, 'adapter'),
    wasFinished: false,
  });
  assert.deepEqual(checkpoints(folder), [28, 30]);
  assert.deepEqual(readdirSync(folder).sort(), [
    ...['adapter', 'checkpoints', 'events.out.tfevents.lingtune', 'examples.json', 'finished.json'],
    ...['log.jsonl', 'run.json'],
  ]);
  // One before the first step.
  assert.deepEqual(
    reports.map(({ done }) => done),
    [...Array(31).keys()],
  );
  const { note, ...last } = reports.at(-1) as ProgressReport;
  assert.deepEqual(last, { label: 'tune', done: 30, total: 30, unit: 'steps', from: 0 });
  assert.match(String(note), /^loss 0\.\d+ · [\d,]+ tokens a second$/);
});

test('tune(input, options) gives the same with the same seed, and another with another', async (t) => {
  const [a, b, c] = [temporaryFolder(t), temporaryFolder(t), temporaryFolder(t)];
  await fakeRun(a);
  await fakeRun(b);
  await fakeRun(c, { training: { seed: 7 } });
  assert.deepEqual(resultOf(a), resultOf(b));
  assert.notEqual(resultOf(a)['log.jsonl'], resultOf(c)['log.jsonl']);
});

test('tune(input, options) leaves a finished run alone', async (t) => {
  const folder = temporaryFolder(t);
  const first = await fakeRun(folder);
  const before = resultOf(folder);
  const again = await fakeRun(folder, { brokenStep: 1 });
  assert.deepEqual(again, { ...first, wasFinished: true });
  assert.deepEqual(resultOf(folder), before);
});

test('tune(input, options) notices where a finished adapter is no more what it wrote', async (t) => {
  const folder = temporaryFolder(t);
  await fakeRun(folder);
  const whole = resultOf(folder);
  const [tensors, finished] = ['adapter/adapter_model.safetensors', 'finished.json'].map((name) =>
    join(folder, name),
  ) as [string, string];
  writeFileSync(join(folder, 'adapter', 'README.md'), 'a card of my own');
  assert.equal((await fakeRun(folder)).wasFinished, true);
  const bytes = readFileSync(tensors);
  const otherEnd = Buffer.from(bytes);
  otherEnd[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  for (const [word, damage] of [
    ['something else', () => writeFileSync(tensors, otherEnd)],
    ['something else', () => writeFileSync(tensors, 'cut')],
    ['no such file', () => rmSync(tensors)],
  ] as const) {
    damage();
    await assert.rejects(fakeRun(folder), {
      message: `tune: ${tensors} must be as the run has written it, got ${word}; once ${finished} is removed, resuming the run writes it again from its last checkpoint`,
    });
  }
  rmSync(finished);
  await fakeRun(folder, { resume: true });
  assert.deepEqual(resultOf(folder), whole);
});

for (const stop of [0, 1, 4, 9, 29]) {
  test(`tune(input, options) stopped after ${stop} steps saves, and resumed ends as an unbroken run`, async (t) => {
    const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
    const options = { evaluation: { every: 3 } };
    await fakeRun(whole, options);
    const controller = new AbortController();
    if (stop === 0) controller.abort(new Error('stopped'));
    const onLog = ({ step }: LogLine) => step === stop && controller.abort(new Error('stopped'));
    await assert.rejects(fakeRun(broken, { ...options, onLog, signal: controller.signal }), {
      message: 'stopped',
    });
    assert.equal(checkpoints(broken).at(-1), stop);
    await fakeRun(broken, { ...options, resume: true });
    assert.deepEqual(resultOf(broken), resultOf(whole));
  });
}

test('tune(input, options) cuts off what was written after the checkpoint', async (t) => {
  const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
  await fakeRun(whole);
  await assert.rejects(fakeRun(broken, { brokenStep: 7 }));
  assert.equal(logOf(broken).length, 6);
  assert.deepEqual(checkpoints(broken), [4]);
  await fakeRun(broken, { resume: true });
  assert.deepEqual(resultOf(broken), resultOf(whole));
});

test('tune(input, options) passes over a checkpoint that is not whole', async (t) => {
  const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
  await fakeRun(whole);
  await assert.rejects(fakeRun(broken, { brokenStep: 10 }));
  assert.deepEqual(checkpoints(broken), [4, 8]);
  truncateSync(join(broken, 'checkpoints', 'step-000008', 'tensors.safetensors'), 40);
  await fakeRun(broken, { resume: true });
  assert.deepEqual(resultOf(broken), resultOf(whole));
});

test('tune(input, options) keeps the newest and the best checkpoint', async (t) => {
  const folder = temporaryFolder(t);
  // Held-out points that the line leaves as it learns the others.
  const heldOut = [point(9, 0), point(8, 0)];
  const options = { heldOut, evaluation: { every: 2 }, checkpoint: { every: 10, keep: 1 } };
  const result = await fakeRun(folder, options);
  const losses = logOf(folder).filter((line): line is EvaluationLine => 'evaluation_loss' in line);
  assert.equal(losses.length, 15);
  const best = losses.reduce((a, b) => (b.evaluation_loss < a.evaluation_loss ? b : a));
  assert.deepEqual(result.best, { step: best.step, loss: best.evaluation_loss });
  assert.equal(result.adapterStep, 30);
  assert.deepEqual(checkpoints(folder), [...new Set([best.step, 30])]);
});

test('tune(input, options) ends out of patience with the best state', async (t) => {
  const folder = temporaryFolder(t);
  const heldOut = [point(9, 0), point(8, 0)];
  const result = await fakeRun(folder, { heldOut, evaluation: { every: 1, patience: 3 } });
  assert.equal(result.ended, 'patience');
  assert.equal(result.step, (result.best?.step ?? 0) + 3);
  assert.equal(result.adapterStep, result.best?.step);
  const best = checkpointPath(join(folder, 'checkpoints'), result.adapterStep);
  assert.deepEqual(
    readFileSync(join(folder, 'adapter', 'adapter_model.safetensors')),
    readFileSync(join(best, 'tensors.safetensors')),
  );
});

test('tune(input, options) evaluates anew where it was stopped in an evaluation', async (t) => {
  const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
  const options = { evaluation: { every: 3 }, training: { batchSize: 1 } };
  await fakeRun(whole, options);
  const controller = new AbortController();
  const onProgress = ({ note }: ProgressReport) =>
    note?.includes('evaluating') === true && controller.abort(new Error('stopped'));
  await assert.rejects(fakeRun(broken, { ...options, onProgress, signal: controller.signal }));
  assert.deepEqual([checkpoints(broken), logOf(broken).length], [[3], 3]);
  await fakeRun(broken, { ...options, resume: true });
  assert.deepEqual(resultOf(broken), resultOf(whole));
});

for (const [name, broken, message] of [
  [
    'a first step',
    1,
    'tune: the loss must be a finite number, got NaN at step 1; there is no checkpoint yet',
  ],
  [
    'a later step',
    10,
    'tune: the loss must be a finite number, got NaN at step 10; the checkpoint of step 8 is kept',
  ],
] as const) {
  test(`tune(input, options) throws where the loss of ${name} is no number`, async (t) => {
    await assert.rejects(fakeRun(temporaryFolder(t), { brokenStep: broken }), { message });
  });
}

test('tune(input, options) throws where the gradient or the evaluation is no number', async (t) => {
  const stepper = createFakeStepper();
  const endless = { ...stepper, step: () => ({ loss: 1, gradNorm: Infinity, tokens: 1, empty: [] }) };
  await assert.rejects(fakeRun(temporaryFolder(t), { stepper: endless }), {
    message: /^tune: the gradient’s norm must be a finite number, got Infinity at step 1/,
  });
  const lost = { ...stepper, evaluate: () => ({ lossSum: NaN, tokens: 1 }) };
  await assert.rejects(fakeRun(temporaryFolder(t), { stepper: lost, evaluation: { every: 2 } }), {
    message: /^tune: the loss on the held-out pairs must be a finite number, got NaN at step 2/,
  });
});

test('tune(input, options) knows a run again whose run.json is older than a field', async (t) => {
  const folder = temporaryFolder(t);
  await fakeRun(folder);
  const path = join(folder, 'run.json');
  const { data, ...config } = JSON.parse(readFileSync(path, 'utf8'));
  const { withoutResponse, ...older } = data;
  assert.equal(withoutResponse, 'keep');
  writeFileSync(path, JSON.stringify({ ...config, data: older }));
  assert.ok((await fakeRun(folder)).wasFinished);
});

test('tune(input, options) names micro-batches without a token to learn in its log, and goes on after them', async (t) => {
  const [folder, stepper] = [temporaryFolder(t), createFakeStepper()];
  const empty = new Map([
    [2, { loss: null, gradNorm: 0, tokens: 8, empty: [0, 1] }],
    [3, { loss: 0.5, gradNorm: 1, tokens: 8, empty: [1] }],
    [4, { loss: null, gradNorm: 0, tokens: 8, empty: [0, 1] }],
  ]);
  let step = 0;
  const mixed = {
    ...stepper,
    step: (...args: Parameters<typeof stepper.step>) => empty.get(++step) ?? stepper.step(...args),
  };
  const notes: (string | undefined)[] = [];
  const result = await fakeRun(folder, {
    stepper: mixed,
    training: { steps: 4 },
    evaluation: { every: 2 },
    onProgress: ({ note }) => notes.push(note),
  });
  const lines = readRunLog(folder);
  const facts = { learning_rate: 0.1 * (3 / 4), epoch: 2 / 3, tokens: 8 };
  assert.deepEqual(lines[1], { step: 2, ...facts, empty_micro_batches: [1, 2] });
  assert.deepEqual(
    lines.map((line) => [
      'loss' in line,
      'evaluation_loss' in line,
      'tokens' in line && line.empty_micro_batches,
    ]),
    [
      [true, false, undefined],
      [false, false, [1, 2]],
      [false, true, false],
      [true, false, [2]],
      [false, false, [1, 2]],
      [false, true, false],
    ],
  );
  // The last loss that there was.
  assert.equal(result.loss, 0.5);
  assert.match(notes.at(-1) ?? '', /^loss 0\.5000 · held-out /);
});

test('tune(input, options) throws where the folder holds another run, and says what differs', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(fakeRun(folder, { brokenStep: 6 }));
  await assert.rejects(fakeRun(folder), {
    message: `tune: a run that was cut off must be resumed, or another output be given, got one in ${folder} without resume`,
  });
  const other = { training: { learningRate: 0.2, seed: 7 }, resume: true };
  await assert.rejects(fakeRun(folder, other), {
    message: `tune: the run must be that of ${join(folder, 'run.json')}, or another output be given, got another training.learningRate (0.1 and 0.2), training.seed (42 and 7)`,
  });
  await assert.rejects(fakeRun(folder, { heldOut: [point(1, 1)], resume: true }), {
    message: `tune: the pairs must be those that the run in ${join(folder, 'run.json')} began with, got others`,
  });
});

for (const [name, options, message] of [
  ['nothing to learn', { examples: [] }, /^planSteps: number of examples must be .* got 0$/],
  [
    'nothing to evaluate',
    { heldOut: [], evaluation: {} },
    'tune: evaluation must have held-out pairs, got none',
  ],
  [
    'examples without a token to learn',
    {
      examples: [
        { ids: [1, 2], labels: [-100, -100] },
        { ids: [1], labels: [1] },
      ],
    },
    'tune: examples must have a token to learn, got none in 2',
  ],
  [
    'held-out pairs without a token to learn',
    { heldOut: [{ ids: [1, 2], labels: [-100, -100] }], evaluation: {} },
    'tune: held-out pairs must have a token to learn, got none in 1',
  ],
  [
    'too long a warm-up',
    { training: { warmup: 31 } },
    /^warmupSteps: warmup must be .* 30 steps at most, got 31$/,
  ],
] as const) {
  test(`tune(input, options) throws for ${name}, before it makes anything`, async (t) => {
    const folder = join(temporaryFolder(t), 'run');
    await assert.rejects(fakeRun(folder, options), { name: 'RangeError', message });
    assert.ok(!existsSync(folder));
  });
}

test('tune(input, options) throws where a log has lost what a checkpoint counts on', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(fakeRun(folder, { brokenStep: 6 }));
  const log = join(folder, 'log.jsonl');
  writeFileSync(log, '');
  await assert.rejects(fakeRun(folder, { resume: true }), {
    message: /^openRunLog: .*log\.jsonl must have \d+ bytes at least, got 0$/,
  });
});
