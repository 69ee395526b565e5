import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRun } from '../../../src/results/import/describe-run.js';

const NOBODY = { baseModel: null, adapter: null };

for (const [source, experiment, model, subset, run] of [
  ['logs/bloom7b_ls_geo_2.log', 'main', 'BLOOM-7B1', 'GEO', 2],
  ['mt5_ls_typo_1.log', 'main', 'mT5-xl', 'TYPO', 1],
  ['bloom1_7b_ls_typology_add_3.log', 'analysis', 'BLOOM-1.7B', 'TYPO', 3],
  ['mgpt_ls_vi_add_1.out', 'analysis', 'mGPT', 'VI', 1],
  ['bloom3b_ls_resource_add_4.log', 'analysis', 'BLOOM-3B', 'RESOURCE', 4],
  ['mgpt_ls_geo_size_14_1.log', 'varying', 'mGPT', 'GEO', 1],
  ['mgpt_ls_geo_size_52_3.log', 'varying', 'mGPT', 'ALL', 3],
  ['bloom7b_ls_constructor_1.log', 'own', 'unknown', 'unknown', 1],
  ['job-4711.out', 'own', 'unknown', 'unknown', 1],
] as const) {
  test(`describeRun('${source}', …) reads the name as ${experiment}, ${model}, ${subset}, run ${run}`, () => {
    const { description } = describeRun(source, NOBODY);
    assert.deepEqual(description, {
      experiment,
      model,
      subset,
      run,
      selectionSeed: null,
      tuningSeed: null,
      languages: [],
      source,
    });
  });
}

for (const [adapter, experiment, subset, run] of [
  ['/scratch/output/bloom-3b_2-X-ls_all-lora', 'main', 'ALL', 2],
  ['mGPT_add_1-X-ls_vi-lora/', 'analysis', 'VI', 1],
  ['mgpt_13_3-X-ls_geo_size-lora', 'varying', 'GEO', 3],
  ['somewhere/my-adapter', 'own', 'unknown', 1],
  [null, 'own', 'BASE', 1],
] as const) {
  test(`describeRun(source, { adapter: '${adapter}' }) finds ${experiment}, ${subset}, run ${run}`, () => {
    const { description } = describeRun('job.log', { baseModel: 'ai-forever/mGPT', adapter });
    assert.deepEqual(
      [description.experiment, description.model, description.subset, description.run],
      [experiment, 'mGPT', subset, run],
    );
  });
}

test('describeRun(source, model) keeps the name of a model that is not of the paper, and does not call it BASE', () => {
  const { description, notes } = describeRun('job.log', { baseModel: 'org/Model', adapter: null });
  assert.deepEqual([description.model, description.subset], ['org/Model', 'unknown']);
  assert.deepEqual(notes, ['the subset is not known; say which']);
});

test('describeRun(source, model, facts) lets what the user says come first', () => {
  const facts = {
    experiment: 'mine',
    model: 'M',
    subset: 'S',
    run: 7,
    selectionSeed: 42,
    tuningSeed: 1,
    languages: ['af', 'vi'],
  };
  const { description, notes } = describeRun('bloom7b_ls_geo_2.log', NOBODY, facts);
  assert.deepEqual(description, { ...facts, source: 'bloom7b_ls_geo_2.log' });
  assert.deepEqual(notes, []);
});

test('describeRun(source, model) says where file and arguments do not agree, and what it does not know', () => {
  const other = { baseModel: 'ai-forever/mGPT', adapter: 'x' };
  assert.deepEqual(describeRun('bloom7b_ls_geo_2.log', other).notes, [
    'the file is named after BLOOM-7B1, but mGPT was evaluated',
  ]);
  assert.deepEqual(describeRun('job.log', NOBODY).notes, [
    'the model is not known; say which',
    'the subset is not known; say which',
  ]);
});
