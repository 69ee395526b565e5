import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xcopa } from '../../../src/benchmarks/xcopa.js';
import type { EvaluatedDocument, TaskResult } from '../../../src/evaluation/evaluation-result.js';
import { hardestDocuments } from '../../../src/study/model/hardest-documents.js';

interface Sample {
  readonly texts: readonly (readonly [context: string, continuation: string])[];
  readonly scores: readonly number[];
  readonly gold: number;
}

function task(name: string, samples: readonly Sample[]): TaskResult {
  const documents = samples.map(({ texts, scores, gold }, index): EvaluatedDocument => {
    const choice = scores.indexOf(Math.max(...scores));
    return {
      fields: {},
      requests: texts.map(([context, continuation]) => ({ context, continuation })),
      gold,
      target: String(gold),
      index,
      scores: scores.map((logProbability) => ({ logProbability, isGreedy: false })),
      choice,
      isCorrect: choice === gold,
    };
  });
  return {
    name,
    benchmark: xcopa,
    language: 'et',
    accuracy: 0,
    stderr: null,
    documents: documents.length,
    available: documents.length,
    hash: '',
    samples: documents,
  };
}

const ENDINGS: Sample['texts'] = [
  ['It rained because', ' the girl was thirsty.'],
  ['It rained because', ' the sky was grey.'],
];
const WINOGRAD: Sample['texts'] = [
  ['The trophy is large. The trophy', ' fits.'],
  ['The trophy is large. The case', ' fits.'],
];
const CHINESE: Sample['texts'] = [
  ['', '下雨了, 正确? 是的, 湿'],
  ['', '下雨了, 正确? 不是的, 湿'],
];
const TASKS = [
  task('xcopa_et', [
    { texts: ENDINGS, scores: [-5, -9], gold: 1 },
    { texts: ENDINGS, scores: [-5, -90], gold: 0 },
    { texts: ENDINGS, scores: [-4, -6.5], gold: 1 },
  ]),
  task('xwinograd_en', [{ texts: WINOGRAD, scores: [-9, -2], gold: 0 }]),
  task('xnli_zh', [{ texts: CHINESE, scores: [-2, -6], gold: 1 }]),
];

test('hardestDocuments(evaluation) gives wrong answers by their margin, equal ones in order', () => {
  assert.deepEqual(
    hardestDocuments({ tasks: TASKS }).map(({ task: name, index, margin }) => [name, index, margin]),
    [
      ['xwinograd_en', 0, 7],
      ['xcopa_et', 0, 4],
      ['xnli_zh', 0, 4],
      ['xcopa_et', 2, 2.5],
    ],
  );
});

test('hardestDocuments(evaluation) parts the texts where they begin to differ', () => {
  const parts = hardestDocuments({ tasks: TASKS }, { count: 3 }).map(({ context, right, chosen }) => [
    context,
    right,
    chosen,
  ]);
  assert.deepEqual(parts, [
    ['The trophy is large. The', 'trophy fits.', 'case fits.'],
    ['It rained because the', 'sky was grey.', 'girl was thirsty.'],
    ['下雨了, 正确?', '不是的, 湿', '是的, 湿'],
  ]);
});

test('hardestDocuments(evaluation) gives impossible answers a margin that is a number', () => {
  const impossible = Number.NEGATIVE_INFINITY;
  const tasks = [task('xcopa_et', [{ texts: ENDINGS, scores: [impossible, impossible], gold: 1 }])];
  assert.equal(hardestDocuments({ tasks })[0]?.margin, 0);
});

test('hardestDocuments(evaluation) gives none where all answers are right', () => {
  assert.deepEqual(
    hardestDocuments({ tasks: [task('xcopa_et', [{ texts: ENDINGS, scores: [-1, -2], gold: 0 }])] }),
    [],
  );
});

test('hardestDocuments(evaluation) refuses a choice without a score', () => {
  const tasks = [task('xcopa_et', [{ texts: ENDINGS, scores: [-1], gold: 1 }])];
  assert.throws(() => hardestDocuments({ tasks }), {
    name: 'RangeError',
    message: 'hardestDocuments: every choice must have a score, got none for 1',
  });
});

for (const count of [0, 1.5]) {
  test(`hardestDocuments(evaluation, { count: ${count} }) throws`, () => {
    assert.throws(() => hardestDocuments({ tasks: TASKS }, { count }), {
      name: 'RangeError',
      message: `hardestDocuments: count must be an integer in 1..9007199254740991, got ${count}`,
    });
  });
}
