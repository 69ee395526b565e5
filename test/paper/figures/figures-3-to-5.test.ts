import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure3a, figure3b, figure4, figure5 } from '../../../src/paper/figures/figures-3-to-5.js';
import { TASKS } from '../../../src/records/run.js';
import { readPublished } from '../../../src/results/published.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, hoverTexts, recordAt } from '../figure-checks.js';
import { sampleBase, sampleRuns } from '../sample-runs.js';

const PUBLISHED = readPublished();
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 26, 52];
const SMALL = {
  runs: [
    ...sampleRuns({ experiment: 'varying', subset: 'GEO', languages: ['en', 'fr'] }, [49, 49.5, 51.5]),
    ...sampleRuns({ experiment: 'varying', subset: 'GEO', languages: ['en'] }, [50, 51, 52]),
    ...sampleRuns({ experiment: 'varying', subset: 'ALL', languages: ['en', 'fr', 'de'] }, [48, 48, 48]),
  ],
  accuracies: sampleBase('M', 47),
};
const OPTIONS = { model: 'M', reference: 2 };

for (const [name, draw, model, tasks] of [
  ['figure3a', figure3a, 'BLOOM-7B1', ['avg']],
  ['figure3b', figure3b, 'mGPT', ['avg']],
  ['figure4', figure4, 'mGPT', [...TASKS, 'avg']],
  ['figure5', figure5, 'BLOOM-7B1', [...TASKS, 'avg']],
] as const) {
  const drawn = draw(PUBLISHED);
  test(`${name}(published) has a mark for every number of languages and BASE, panel by panel`, () => {
    assert.deepEqual(
      drawn.records.map((record) => [record.task, record.k]),
      tasks.flatMap((task) => [...COUNTS, null].map((k) => [task, k])),
    );
    assertPlain(drawn);
  });

  test(`${name}(published) agrees with Table 3 at 14 and 52 languages`, () => {
    for (const task of tasks) {
      for (const [k, subset] of [
        [14, 'GEO'],
        [52, 'ALL'],
      ] as const) {
        const { mean, margin } = recordAt(drawn, { model, task, k, subset });
        const printed = PUBLISHED.accuracies.find(
          (cell) =>
            cell.table === '3' && cell.model === model && cell.subset === subset && cell.column === task,
        );
        // Printed at two decimals.
        assert.ok(Math.abs(Number(mean) - Number(printed?.mean)) <= 0.005 + 1e-9, `${task} ${k} mean`);
        assert.ok(Math.abs(Number(margin) - Number(printed?.margin)) <= 0.005 + 1e-9, `${task} ${k} margin`);
      }
    }
  });

  test(`${name}(published) draws names from data as plain text`, () => {
    const runs = sampleRuns({ experiment: 'varying', model: HOSTILE, subset: HOSTILE }, [50, 51]);
    const options = { model: HOSTILE, subset: HOSTILE, reference: 1 };
    assertInert(draw({ runs, accuracies: sampleBase(HOSTILE, 50) }, options));
  });

  test(`${name}(published, options) refuses missing runs, languages, references and BASE`, () => {
    const refusals: readonly (readonly [typeof SMALL, Parameters<typeof draw>[1], RegExp])[] = [
      [SMALL, { ...OPTIONS, model: 'X' }, /there must be runs of GEO on X in experiment varying, got none/],
      [
        SMALL,
        { ...OPTIONS, reference: 14 },
        /reference must be a number of languages that M was tuned on, got 14/,
      ],
      [SMALL, { ...OPTIONS, confidence: 2 }, /confidence must lie between 0 and 1, got 2/],
      [{ ...SMALL, accuracies: [] }, OPTIONS, /^RangeError: baseTask: /],
      [
        {
          ...SMALL,
          runs: sampleRuns({ experiment: 'varying', subset: 'GEO', languages: [], source: 'x' }, [50]),
        },
        OPTIONS,
        /every run must say its languages, got none in x/,
      ],
    ];
    for (const [published, options, message] of refusals)
      assert.throws(() => draw(published, options), message);
  });
}

test('figure3b(published) puts mGPT tuned on 14 languages at 52.82', () => {
  const { mean } = recordAt(figure3b(PUBLISHED), { k: 14 });
  assert.equal(Number(mean).toFixed(2), '52.82');
});

test('figure3a(published, options) measures by ascending k and tests against the reference', () => {
  const figure = figure3a(SMALL, OPTIONS);
  assert.deepEqual(
    figure.records.map((record) => [record.subset, record.k, record.reference]),
    [
      ['GEO', 1, 2],
      ['GEO', 2, null],
      ['ALL', 3, 2],
      ['BASE', null, null],
    ],
  );
  const { mean, margin, difference, p } = recordAt(figure, { k: 1 });
  // s = 1: margin 4.302653 / √3. Differences 1, 1.5, 0.5: t = 2√3, p = 1 − √(12 / 14).
  assertClose([mean, margin, difference, p].map(Number), [51, 2.4841377, 1, 1 - Math.sqrt(12 / 14)], 1e-7);
  assert.match(figure.caption, /Highest and lowest: Average 51\.00 at k = 1 and 48\.00 at k = 3\./);
  assert.match(figure.alt, /Average: 51\.00 at k = 1, 50\.00 at k = 2 and 48\.00 at k = 3, highest/);
  assert.equal(
    hoverTexts(figure)[0],
    '<b>GEO, k = 1</b> · M, Average<br>51.00 ± 2.48 % (95 % interval)<br>n = 3 runs<br>+1.00 points against k = 2, p = 0.074',
  );
});

test('figure3a(published, options) draws the band as one closed outline', () => {
  const [band] = figure3a(SMALL, OPTIONS).data;
  assert.deepEqual(band?.x, [1, 2, 3, 3, 2, 1]);
  // 51, 50 and 48 with margins 4.302653 · s / √3, s being 1, √1.75 and 0.
  const [one, two] = [2.4841377, 2.4841377 * Math.sqrt(1.75)];
  assertClose(band?.y as number[], [51 + one, 50 + two, 48, 48, 50 - two, 51 - one], 1e-7);
});

test('figure3a(published, options) of single runs has no band, margin or test', () => {
  const runs = SMALL.runs.filter((run) => run.run === 1);
  const figure = figure3a({ runs, accuracies: [] }, { ...OPTIONS, base: false, reference: null });
  assert.equal(figure.data.length, 1);
  assert.deepEqual(recordAt(figure, { k: 1 }).margin, null);
  assert.doesNotMatch(figure.caption, /Against k|dashed line/);
});

test('figure3a(published, { subset: ALL }) counts the runs on ALL once', () => {
  const figure = figure3a(SMALL, { model: 'M', subset: 'ALL', reference: null });
  assert.equal(recordAt(figure, { k: 3 }).n, 3);
});
