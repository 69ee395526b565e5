import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gainDots } from '../../../src/charts/study/gain-dots.js';
import { studyCounts } from '../../../src/charts/study/study-counts.js';
import { studyLanguage } from '../../../src/charts/study/study-language.js';
import { studyLosses } from '../../../src/charts/study/study-losses.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, hoverTexts, recordAt } from '../../paper/figure-checks.js';
import { ALL, BASE, GEO, RND, STUDY, studyRun } from './sample-study.js';

test('gainDots(runs) compares each run with the untuned model, in its own languages and in the others', () => {
  const figure = gainDots(STUDY);
  assertPlain(figure);
  const geo = recordAt(figure, { subset: 'GEO', exposure: 'tuned' });
  // 10, 13, 10 over 40; RND 4, 7, 10.
  assertClose([Number(geo.mean), Number(geo.margin), Number(geo.difference)], [11, 4.302653, 4], 1e-6);
  assertClose(Number(recordAt(figure, { subset: 'RND', exposure: 'other' }).mean), 4, 1e-9);
  assert.equal(recordAt(figure, { subset: 'ALL' }).exposure, 'tuned');
  assert.equal(
    figure.alt,
    'Points over the untuned model. Languages tuned on: GEO +11.00 ± 4.30, RND +7.00 ± 7.45, ALL +5.00; Other languages: GEO +7.00 ± 7.45, RND +4.00 ± 7.45.',
  );
  const text = hoverTexts(figure).find((line) => line.startsWith('<b>GEO</b> · Languages tuned on'));
  assert.match(text ?? '', /^<b>GEO<\/b> · Languages tuned on<br>11\.00 ± 4\.30 points \(95 % interval\)/);
});

test('gainDots(runs) draws an unfinished study, and throws where nothing is tuned yet', () => {
  assert.equal(gainDots([BASE, ...GEO.slice(0, 1)]).records.length, 2);
  assert.throws(() => gainDots([BASE]), { message: 'gainDots: runs must hold a tuned one, got none' });
});

test('studyLanguage(runs, options) measures one language, against those tuned on it alone where there are', () => {
  const alone = [46, 49, 50].map((level, run) => studyRun('VI', run + 1, ['vi'], [level, 0]));
  const figure = studyLanguage([...STUDY, ...alone]);
  assertPlain(figure);
  // Vietnamese lies 1 below: GEO 44, 47, 50 elsewhere; VI 45, 48, 49.
  const geo = recordAt(figure, { subset: 'GEO' });
  assertClose([Number(geo.mean), Number(geo.difference)], [46, -4 / 3], 1e-9);
  assert.equal(geo.reference, 'VI');
  assertClose(Number(recordAt(figure, { subset: 'BASE' }).mean), 39, 1e-9);
  assert.match(figure.caption, /Tuned on vi: 1 of 1 run of ALL, 3 of 3 runs of RND, 3 of 3 runs of VI\./);
  // √(3² + 3²) / 2.
  assert.match(figure.caption, /the standard error of each run is 2\.1 points\.$/);
  assert.match(studyLanguage(STUDY).caption, /This study has no runs tuned on vi alone\./);
});

test('studyLanguage(runs, options) throws for a language that no benchmark has', () => {
  assert.throws(() => studyLanguage(STUDY, { language: 'xx' }), {
    message: 'studyLanguage: language must be one of a benchmark, got xx',
  });
});

test('studyCounts(runs) joins other numbers of languages with GEO and ALL, and is null without them', () => {
  assert.equal(studyCounts(STUDY), null);
  const two = [44, 47, 50].map((level, run) => ({
    ...studyRun('GEO', run + 1, ['et', 'ro'], [level, level]),
    experiment: 'small-varying',
  }));
  const figure = studyCounts([...STUDY, ...two]) ?? assert.fail('no figure');
  assertPlain(figure);
  assert.deepEqual(
    figure.records.map(({ k, n, subset }) => [k, n, subset]),
    [
      [1, 3, 'GEO'],
      [2, 3, 'GEO'],
      [3, 1, 'ALL'],
      [null, 1, 'BASE'],
    ],
  );
  assertClose(Number(recordAt(figure, { k: 2 }).mean), 47, 1e-9);
});

test('figures of a study draw no markup from names', () => {
  const runs = [BASE, ...GEO, ...RND, ALL].map((run) => ({ ...run, model: HOSTILE }));
  const hostile = [...runs, { ...studyRun(HOSTILE, 1, ['et'], [45, 44]), model: HOSTILE }];
  for (const figure of [gainDots(hostile), studyLanguage(hostile)]) assertInert(figure);
});

test('studyLosses(logs) draws a line a run, means of its last five steps, and a colour a subset', () => {
  const lines = [6, 5, 4, 3, 2, 1].map((loss, place) => ({
    ...{ step: place + 1, loss, learning_rate: 0, grad_norm: 1, epoch: 0, tokens: 9 },
  }));
  const log = { subset: HOSTILE, lines: [...lines, { step: 6, epoch: 1, evaluation_loss: 9 }] };
  const figure = studyLosses([
    { name: `${HOSTILE}-1`, ...log },
    { name: `${HOSTILE}-2`, ...log },
    { name: 'GEO-1', subset: 'GEO', lines: [] },
  ]);
  assertPlain(figure);
  assertInert(figure);
  assert.deepEqual(figure.data[0]?.y, [6, 5.5, 5, 4.5, 4, 3]);
  assert.deepEqual(
    figure.data.map(({ showlegend }) => showlegend),
    [true, false],
  );
  assert.throws(() => studyLosses([]), { message: 'studyLosses: logs must hold a step, got none' });
});
