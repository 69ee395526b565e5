import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besidePaper } from '../../../src/charts/study/beside-paper.js';
import { studyContents } from '../../../src/charts/study/study-contents.js';
import { readPublished } from '../../../src/results/published.js';
import { assertClose } from '../../close.js';
import { BASE, GEO, STUDY } from './sample-study.js';

const published = readPublished();

test('besidePaper(runs, published) takes differences from RND and places among the tuned', () => {
  const { records } = besidePaper(STUDY, published);
  const at = (model: string, subset: string) =>
    records.find((record) => record.model === model && record.subset === subset) ?? assert.fail(subset);
  assertClose(at('Small', 'GEO').difference, 10 / 3, 1e-9);
  assertClose(at('Small', 'BASE').difference, -5, 1e-9);
  assert.deepEqual(
    ['GEO', 'RND', 'ALL', 'BASE'].map((subset) => at('Small', subset).rank),
    [1, 2, 2, null],
  );
  // What Table 3 prints in BLOOM-7B1's column Avg, to two decimals.
  const printed = (subset: string) =>
    published.accuracies.find(
      (cell) =>
        cell.table === '3' && cell.model === 'BLOOM-7B1' && cell.subset === subset && cell.column === 'avg',
    )?.mean ?? assert.fail(subset);
  assertClose(at('BLOOM-7B1', 'GEO').mean, printed('GEO'), 1e-3);
  assertClose(at('BLOOM-7B1', 'GEO').difference, printed('GEO') - printed('RND'), 0.011);
});

test('besidePaper(runs, published) throws where there is nothing to compare', () => {
  assert.throws(() => besidePaper([BASE, ...GEO], published), {
    message: 'besidePaper: runs must hold RND and another subset of the paper, got GEO',
  });
});

test('studyContents(runs, published, facts) leaves out what the runs do not have', () => {
  const facts = { provenance: 'Made today.', made: [{ run: 'BASE' }] };
  const whole = studyContents(STUDY, published, facts);
  assert.deepEqual(
    [...whole.tables, ...whole.figures].map(({ id }) => id),
    ['study', 'study-beside-paper', 'study-runs', 'study-gain', 'study-vi'],
  );
  assert.equal(whole.findings.length, 5);
  const begun = studyContents([BASE], published, facts);
  assert.deepEqual(
    [...begun.tables, ...begun.figures].map(({ id }) => id),
    ['study', 'study-runs'],
  );
  assert.equal(begun.findings.length, 2);
});
