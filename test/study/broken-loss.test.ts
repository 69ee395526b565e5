import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSafetensors } from '../../src/model/checkpoint/open-safetensors.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { loadTokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';
import { makeInputs, rawConfig, type TuningInputs } from './small-tuning.js';

/** Makes NaN of the embeddings of the tokens that the second language has and the first has not. */
function breakEmbeddings({ model, pairs }: TuningInputs): void {
  const tokenizer = loadTokenizer(model);
  const idsOf = (language: string): number[] =>
    readFileSync(join(pairs, `${language}.jsonl`), 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as { instruction: string; output: string })
      .flatMap(({ instruction, output }) => [instruction, output])
      .flatMap((text) => tokenizer.encode(text, { addSpecialTokens: true }));
  const first = new Set(idsOf('et'));
  const broken = idsOf('vi').filter((id) => !first.has(id));
  assert.ok(broken.length > 0);
  const path = join(model, 'model.safetensors');
  const file = openSafetensors(path);
  const tensors = new Map(file.names.map((name) => [name, file.read(name)]));
  file.close();
  const embeddings = tensors.get('shared.weight');
  assert.ok(embeddings?.data instanceof Float32Array);
  const width = embeddings.shape[1] ?? 0;
  for (const id of broken) embeddings.data.fill(NaN, id * width, (id + 1) * width);
  writeSafetensors(path, tensors, { metadata: { format: 'pt' }, dtype: 'F16' });
}

test('lingtune tune stops where the loss is no number, names the step, and goes on from the last good checkpoint by the same weights alone', async (t) => {
  const folder = temporaryFolder(t);
  const inputs = makeInputs(folder, 'mt5');
  const [path, output] = [join(folder, 'run.json'), join(folder, 'run')];
  // The 60 pairs of the first language are 15 steps; the second has tokens of its own.
  const training = { epochs: 1, batchSize: 2, accumulation: 2, shuffle: false };
  const data = { path: inputs.pairs, languages: ['et', 'vi'] };
  const config = rawConfig(inputs, { data, training, evaluation: null, checkpoint: { every: 5 } });
  writeFileSync(path, JSON.stringify(config));
  const [weights, kept] = [join(inputs.model, 'model.safetensors'), join(folder, 'kept.safetensors')];
  copyFileSync(weights, kept);
  breakEmbeddings(inputs);
  const words = ['tune', '--config', path, '--output', output];
  const stopped =
    'lingtune: tune: the loss must be a finite number, got NaN at step 16; the checkpoint of step 15 is kept';
  for (const more of [[], ['--resume']]) {
    const { code, errors } = await run(...words, ...more);
    // Below the lines on the corpus and the memory.
    assert.deepEqual([code, errors.split('\n').slice(2)], [1, [stopped]]);
    assert.deepEqual(listCheckpoints(join(output, 'checkpoints')), [10, 15]);
    assert.ok(!existsSync(join(output, 'adapter')));
  }

  renameSync(kept, weights);
  const mended = await run(...words, '--resume');
  assert.equal(mended.code, 1);
  assert.match(
    mended.errors,
    /lingtune: tune: the model's files must hold what they held when the run in .* began, got others; put them back, or give another output$/,
  );
  assert.deepEqual(listCheckpoints(join(output, 'checkpoints')), [10, 15]);
});
