import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studyFindings } from '../../../src/charts/study/study-findings.js';
import type { Run } from '../../../src/records/run.js';
import { assertClose } from '../../close.js';
import { ALL, BASE, GEO, RND, STUDY, studyRun } from './sample-study.js';

test('studyFindings(runs) says in which languages tuning teaches', () => {
  const { gains } = studyFindings(STUDY);
  // GEO 10, 13, 10 (margin 4.30) and RND 4, 7, 10 (margin 7.45) where tuned; 4, 7, 10 and 1, 4, 7 elsewhere.
  assert.deepEqual(
    gains.map(({ exposure, subsets, above }) => [exposure, subsets, above]),
    [
      ['tuned', ['RND', 'GEO'], ['GEO']],
      ['other', ['RND', 'GEO'], []],
    ],
  );
  assertClose(
    gains.map(({ mean }) => mean),
    [9, 5.5],
    1e-9,
  );
});

test('studyFindings(runs) says whether linguistic choice wins, by its interval', () => {
  const { choice } = studyFindings(STUDY);
  // 4, 4, 2: margin 4.302653 · 1.154701 / √3.
  assert.deepEqual([choice?.direction, choice?.informed, choice?.higher], ['above', ['GEO'], ['GEO']]);
  assertClose(choice?.mean ?? 0, 10 / 3, 1e-9);
  assertClose(choice?.margin ?? 0, 2.868435, 1e-6);
});

test('studyFindings(runs) puts the same into sentences', () => {
  assert.deepEqual(studyFindings(STUDY).sentences, [
    'In the languages tuned on, tuned models lie +9.00 points from the untuned one, mean of the subsets: above it by more than the margin in 1 of 2 subsets (GEO).',
    'In the languages not tuned on, tuned models lie +5.50 points from the untuned one, mean of the subsets: above it in none of 2 subsets by more than the margin, so that no gain is shown.',
    'Linguistically chosen languages win over random ones: GEO lies +3.33 ± 2.87 points from RND (3 repetitions, run by run); its mean is higher than RND’s.',
    'The gain in languages not tuned on is 61 % of that in languages tuned on: the less the two differ, the less it can matter which languages are chosen.',
    'This is one model (Small) on 2 benchmarks of its own in 3 languages: it shows that the whole way from choice to table works, and what tuning does to this model. It says nothing of large models or of the paper’s benchmarks. A difference between linguistic and random choice below 2.87 points could not have been seen.',
  ]);
});

const named = (runs: readonly Run[], subset: string): Run[] => runs.map((run) => ({ ...run, subset }));

test('studyFindings(runs) says that linguistic choice loses, or that no difference is shown', () => {
  const lost = studyFindings([BASE, ...named(GEO, 'RND'), ...named(RND, 'GEO')]);
  assert.equal(lost.choice?.direction, 'below');
  assert.match(lost.sentences[2] ?? '', /^Linguistically chosen languages lose against random ones: GEO/);
  const undecided = studyFindings([
    BASE,
    ...RND,
    studyRun('GEO', 1, ['et'], [50, 44]),
    ...named(RND, 'GEO').slice(1),
  ]);
  assert.equal(undecided.choice?.direction, 'undecided');
  assert.match(
    undecided.sentences[2] ?? '',
    /^Linguistically chosen languages do not win .* no difference is shown:/,
  );
});

test('studyFindings(runs) judges three repetitions that all linguistically chosen subsets have, and no fewer', () => {
  const { choice } = studyFindings([...STUDY, ...named(GEO, 'TYPO')]);
  assert.deepEqual([choice?.n, choice?.informed], [3, ['GEO', 'TYPO']]);
  // Two equal differences have no margin, and say nothing.
  const few = studyFindings([BASE, ...GEO.slice(0, 2), ...RND.slice(0, 2)]);
  assert.deepEqual([few.choice, few.gains], [null, []]);
  assert.match(few.sentences[0] ?? '', /^Whether linguistically chosen languages win .* is not judged:/);
  assert.equal(studyFindings([...STUDY, ...named(GEO, 'TYPO').slice(0, 2)]).choice, null);
  assert.equal(studyFindings([BASE, ...GEO, ALL]).choice, null);
});

test('studyFindings(runs) counts subsets in words where there are one or two', () => {
  const [one, two] = [[...GEO], [...GEO, ...named(GEO, 'RND')]].map(
    (runs) => studyFindings([BASE, ...runs]).sentences[0] ?? '',
  );
  assert.match(one ?? '', /: above it in the only subset by more than the margin\.$/);
  assert.match(two ?? '', /: above it in both subsets by more than the margin\.$/);
});

test('studyFindings(runs) compares gains only where at least half of the subsets show one', () => {
  const weak = [...named(RND, 'SEM'), ...named(RND, 'TYPO')];
  const { sentences } = studyFindings([...STUDY, ...weak]);
  assert.equal(sentences.filter((sentence) => sentence.startsWith('The gain in languages')).length, 0);
});
