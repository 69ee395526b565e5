import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { POCKET_BENCHMARKS } from '../../src/benchmarks/registry.js';
import { TEMPLATES } from '../../src/corpus/templates/find-template.js';
import { renderPrompt } from '../../src/corpus/templates/template.js';
import { readLanguages } from '../../src/languages/catalogue.js';

const ROW = {
  idx: '61 62',
  instruction: 'nimesilt',
  premise: 'kass, nägu',
  choice1: 'muigav kass',
  choice2: 'haukuv koer',
  label: 0,
};
const PLACE = 'pocket_names_et, document 0';

test('POCKET_BENCHMARKS are three, each in the 52 languages of the catalogue', () => {
  assert.deepEqual(
    POCKET_BENCHMARKS.map(({ name }) => name),
    ['pocket_names', 'pocket_keywords', 'pocket_articles'],
  );
  const codes = readLanguages().map(({ code }) => code);
  for (const { languages } of POCKET_BENCHMARKS) assert.deepEqual(languages, codes);
});

for (const variant of ['current', 'paper'] as const) {
  test(`pocketNames.read(row) asks for both choices in the template of the corpus, in the variant ${variant}`, () => {
    const [{ benchmark } = { benchmark: null }] = parseTasks('pocket_names_et').tasks;
    const document = benchmark?.read(ROW, { language: 'et', variant, place: PLACE });
    const { instruction, premise: input } = ROW;
    const prompt = renderPrompt(
      { instruction, input, output: '', id: 'x', language: 'et' },
      TEMPLATES.bactrian,
    );
    assert.equal(prompt, '### Input:\nnimesilt\n\nkass, nägu\n\n### Output:\n');
    assert.deepEqual(document?.requests, [
      { context: prompt, continuation: 'muigav kass' },
      { context: prompt, continuation: 'haukuv koer' },
    ]);
    assert.equal(document?.gold, 0);
    assert.equal(document?.target, '0');
  });
}

test('pocketNames.read(row) refuses an empty choice and an unknown label', () => {
  const [{ benchmark } = { benchmark: null }] = parseTasks('pocket_names').tasks;
  const read = (row: object) => benchmark?.read(row, { language: 'et', variant: 'current', place: PLACE });
  assert.throws(() => read({ ...ROW, choice2: '' }), { message: /^pocket_names_et, document 0: .*choice2/ });
  assert.throws(() => read({ ...ROW, label: 2 }), { message: /^pocket_names_et, document 0: .*label/ });
});
