import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { evaluateModel } from '../../../src/study/model/evaluate-model.js';
import { openScorer } from '../../../src/study/model/open-scorer.js';
import { tuneModel } from '../../../src/study/model/tune-model.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { configOf, makeInputs } from '../small-tuning.js';

test('evaluateModel(options) takes no scores of another adapter, though name, size and time of its files are equal', async (t) => {
  const [folder, cache] = [temporaryFolder(t), temporaryFolder(t)];
  const inputs = makeInputs(folder);
  const data = join(folder, 'documents');
  mkdirSync(join(data, 'xcopa'), { recursive: true });
  const document = { premise: 'a', choice1: 'b', choice2: 'c d', question: 'cause', label: 0 };
  writeFileSync(join(data, 'xcopa', 'test.et.jsonl'), JSON.stringify(document));
  const files: string[][] = [];
  const scores = async (seed: number, from: string | null) => {
    const output = join(folder, `run-${seed}`);
    const training = { steps: 3, batchSize: 2, learningRate: 0.1, maxLength: 64, seed };
    const config = configOf(inputs, { training, evaluation: null });
    const { adapter } = await tuneModel(config, { output, resume: true });
    for (const name of readdirSync(adapter)) utimesSync(join(adapter, name), 1, 1);
    const weights = statSync(join(adapter, 'adapter_model.safetensors'));
    files.push([`${weights.size}`, `${weights.mtimeMs}`]);
    const options = { model: inputs.model, adapter, tasks: 'xcopa_et', data, cache: from };
    return (await evaluateModel(options)).tasks[0]?.samples[0]?.scores;
  };
  const [first, second] = [await scores(1, cache), await scores(2, cache)];
  assert.deepEqual(files[0], files[1]);
  assert.notDeepEqual(second, first);
  assert.deepEqual(await scores(2, null), second);
  assert.deepEqual(await scores(1, cache), first);
});

test('openScorer(options) refuses a model whose files change while it is loaded', async (t) => {
  const folder = temporaryFolder(t);
  const { model } = makeInputs(folder);
  const onProgress = (): void => writeFileSync(join(model, 'chat_template.jinja'), 'another');
  await assert.rejects(openScorer({ model, onProgress }), {
    message: `openScorer: the model's files must stay as they are while they are loaded, got others in ${model}; the same call again takes them as they are now`,
  });
  const { dispose } = await openScorer({ model });
  dispose();
});
