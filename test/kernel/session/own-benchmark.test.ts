import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShort, startKernel } from './running-kernel.js';

const CELLS = [
  `import { z } from 'zod';
import { defineTask, evaluateModel, evaluationRun, evaluationTable } from 'lingtune';
const kept = 41;
const WORDS: Record<string, string[][]> = { et: [['kass', 'kassid', 'xyz'], ['koer', 'koerad', 'xyz']], vi: [['a', 'a b', 'c']] };
const plurals = defineTask({
  name: 'plurals',
  title: 'Plurals',
  chance: 1 / 2,
  dataset: {
    name: 'mine',
    split: 'test',
    rows: (language) => WORDS[language].map(([word, right, wrong]) => ({ word, right, wrong })),
  },
  words: { et: null, vi: null },
  fields: z.object({ word: z.string(), right: z.string(), wrong: z.string() }),
  choices: ({ word, right, wrong }) => [right, wrong].map((continuation) => ({ context: word, continuation })),
  gold: () => 0,
});`,
  `const answers: string[] = [];
const evaluation = await evaluateModel({
  model: 'pocket',
  tasks: [plurals, 'pocket_names_et'],
  limit: 5,
  cache: null,
  onAnswer: ({ task, language, benchmark }) => answers.push([task, language, benchmark.title].join(' ')),
});
const { groups, rows } = evaluationTable([evaluationRun(evaluation)]);
console.log(JSON.stringify(groups), rows.map(([language]) => language.text).join(' '));
console.log([...new Set(answers)].sort().join(', '), evaluation.tasks[0].benchmark === plurals);`,
  'kept + 1',
] as const;

test('a cell defines a benchmark of its own, and evaluateModel scores it in a process of its own', async () => {
  const kernel = await startKernel();
  try {
    const shown: string[][] = [];
    for (const cell of CELLS) shown.push(inShort((await kernel.execute(cell)).outputs));
    const [definition, scored, after] = shown;
    assert.deepEqual(definition, []);
    assert.equal(
      // Lines may come together or one by one.
      scored?.join('').replaceAll('stdout: ', ''),
      [
        '[{"label":"Plurals","start":0},{"label":"pocket_names","start":3}] et vi all et\n',
        'plurals_et et Plurals, plurals_vi vi Plurals, pocket_names_et et pocket_names true\n',
      ].join(''),
    );
    assert.deepEqual(after, ['execute_result: 42']);
  } finally {
    await kernel.close();
  }
});
