import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';

test('main(select --json) prints the first GEO row of Table 1, its ties and its options', async () => {
  const { code, out } = await run(...'select --features geo --count 14 --seed 66 --json'.split(' '));
  const selection = JSON.parse(out) as Record<string, unknown>;
  assert.equal(code, 0);
  assert.deepEqual(selection.languages, 'af bn et fr gu he hr id ja kk mn sw ta vi'.split(' '));
  assert.deepEqual(selection.ties, [
    { chosen: 'af', tied: ['xh'] },
    { chosen: 'ja', tied: ['ko'] },
    { chosen: 'mn', tied: ['zh'] },
  ]);
  assert.deepEqual(selection.missing, []);
  assert.equal(typeof selection.inertia, 'number');
  assert.equal(typeof selection.iterations, 'number');
  const { strategy, features, count, seed, restarts } = selection.options as Record<string, unknown>;
  assert.deepEqual(
    { strategy, features, count, seed, restarts },
    { strategy: 'kmeans', features: ['geo'], count: 14, seed: 66, restarts: 10 },
  );
});

test('main(select) names the languages without features', async () => {
  const { out } = await run(...'select --features sem --count 3'.split(' '));
  assert.match(
    out.replace(/\s+/g, ' '),
    /without features, not chosen from: af ar az et fa km mk mn sw ur xh zh/,
  );
});

test('main(select --strategy random) prints the drawn languages', async () => {
  const { code, out } = await run(...'select --strategy random --count 3 --seed 66'.split(' '));
  assert.equal(code, 0);
  assert.match(out, /^3 languages: \w+,\w+,\w+\n/);
});

test('main(select --output FILE) writes what main(compare FILE) reads', async (t) => {
  const file = join(temporaryFolder(t), 'mine.json');
  const options = '--strategy maxmin --count 5 --exclude af --per-family 1';
  assert.equal((await run('select', ...options.split(' '), '--output', file)).code, 0);
  const { languages } = JSON.parse(readFileSync(file, 'utf8')) as { languages: string[] };
  const { out } = await run('compare', file, 'GEO-1', 'en,de', '--json');
  const reports = JSON.parse(out) as { choice: string; languages: string[]; families: string[] }[];
  assert.deepEqual(
    reports.map(({ choice, languages: codes }) => [choice, codes.length]),
    [
      ['mine.json', 5],
      ['GEO-1', 14],
      ['en,de', 2],
    ],
  );
  assert.deepEqual(reports[0]?.languages, languages);
  assert.equal(reports[0]?.families.length, 5);
  assert.ok(!languages.includes('af'));
});

test('main(select --features FILE) chooses from vectors of one’s own', async (t) => {
  const file = join(temporaryFolder(t), 'own.csv');
  writeFileSync(file, 'code,x\naa,0\nbb,1\ncc,10\n');
  const { out } = await run('select', '--features', file, '--count', '2', '--strategy', 'kmedoids', '--json');
  // PAM builds from bb, whose distances to the others are least in sum (1 + 9).
  assert.deepEqual((JSON.parse(out) as { languages: string[] }).languages, ['bb', 'cc']);
});

test('main(select --features A B --weights …) blends features', async () => {
  const { code, out } = await run(...'select -f typo geo --weights 1 2 -k 4 --json'.split(' '));
  assert.equal(code, 0);
  assert.deepEqual((JSON.parse(out) as { options: { features: string[] } }).options.features, ['typo+geo']);
});

test('main(select --features uriel:geo) says how to get URIEL where it is not in the cache', async (t) => {
  process.env.LINGTUNE_CACHE = temporaryFolder(t);
  t.after(() => delete process.env.LINGTUNE_CACHE);
  const { code, errors } = await run(...'select -f uriel:geo -k 2 --candidates eng,deu,yor'.split(' '));
  assert.equal(code, 1);
  assert.match(errors, /^lingtune: .*lingtune features fetch/);
});

const MISUSES: readonly [string, string, number, RegExp][] = [
  ['no language', 'select -k 0', 1, /^lingtune: .*count .* must be an integer in 1\.\.52, got 0$/],
  ['too many languages', 'select -k 53', 1, /^lingtune: .*count .* must be an integer in 1\.\.52, got 53$/],
  ['unknown features', 'select -k 3 -f nope', 1, /^lingtune: select: features must be typo, geo, .*"nope"$/],
  ['an unknown code', 'select -k 3 --include xx', 1, /^lingtune: selectLanguages: include .*"xx"$/],
  ['an unknown strategy', 'select -k 3 --strategy best', 2, /Allowed choices are kmeans, kmedoids/],
  ['an unknown row', 'compare GEO-9', 1, /^lingtune: compare: a row must be one of FAM-1, .*got GEO-9$/],
  [
    'weights too few',
    'select -k 3 -f typo geo --weights 1',
    1,
    /weights must be as many as features, 2, got 1$/,
  ],
  [
    'a choice that is a file which is not there',
    'compare GEO-1 /no/such.json',
    1,
    /^lingtune: compare: a choice must be a row .*, an existing file or codes .*, got "\/no\/such\.json"$/,
  ],
  ['a weight of 0', 'select -k 3 -f typo geo --weights 0 1', 2, /A number above 0 is needed/],
];
for (const [name, words, code, message] of MISUSES) {
  test(`main(words) ends with code ${code} and one clear line for ${name}`, async () => {
    const outcome = await run(...words.split(' '));
    assert.equal(outcome.code, code);
    assert.match(outcome.errors, message);
    assert.doesNotMatch(outcome.errors, /\n\s+at /);
  });
}

const BAD_FILES: readonly [string, string, RegExp][] = [
  ['a ragged file', 'code,x,y\naa,1,2\nbb,1\n', /bad\.csv, row 3/],
  ['a value that is no number', 'code,x\naa,NaN\nbb,1\n', /bad\.csv.*row 2.*x/],
  ['distances that are not symmetric', 'code,aa,bb\naa,0,1\nbb,2,0\n', /bad\.csv.*aa.*bb/],
];
for (const [name, text, message] of BAD_FILES) {
  test(`main(select --features FILE) ends with one clear line for ${name}`, async (t) => {
    const file = join(temporaryFolder(t), 'bad.csv');
    writeFileSync(file, text);
    const outcome = await run('select', '--features', file, '--count', '1');
    assert.equal(outcome.code, 1);
    assert.match(outcome.errors, message);
    assert.equal(outcome.errors.split('\n').length, 1);
  });
}
