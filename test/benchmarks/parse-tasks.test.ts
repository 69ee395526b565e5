import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { xcopa } from '../../src/benchmarks/xcopa.js';
import { xnli } from '../../src/benchmarks/xnli.js';

const XNLI = 'ar bg de el en es fr hi ru sw th tr ur vi zh'.split(' ').map((language) => `xnli_${language}`);

// Names, the tasks they stand for, and the groups.
const READ: [title: string, names: string | string[], tasks: string[], groups: string[]][] = [
  ['reads a language and a benchmark', 'xcopa_et,xnli', ['xcopa_et', ...XNLI], ['xnli']],
  [
    'takes a task once that is asked for twice',
    'xnli_vi, xnli ,xnli',
    ['xnli_vi', ...XNLI.filter((name) => name !== 'xnli_vi')],
    ['xnli'],
  ],
  ['calls the languages of pawsx paws', ['paws_de', 'paws_ja'], ['paws_de', 'paws_ja'], []],
  ['calls Japanese jp in xwinograd', 'xwinograd_jp', ['xwinograd_jp'], []],
  ['passes over empty names', ',xstorycloze_ar,', ['xstorycloze_ar'], []],
];

for (const [title, names, tasks, groups] of READ) {
  test(`parseTasks(names) ${title}`, () => {
    const selection = parseTasks(names);
    assert.deepEqual(
      selection.tasks.map((task) => task.name),
      tasks,
    );
    assert.deepEqual(
      selection.groups.map((group) => group.name),
      groups,
    );
  });
}

test('parseTasks(names) gives each task its benchmark and language', () => {
  assert.deepEqual(parseTasks('xcopa_et').tasks, [{ name: 'xcopa_et', benchmark: xcopa, language: 'et' }]);
});

const REFUSED: [title: string, names: string | string[], message: string][] = [
  ['refuses no name', ' , ', 'parseTasks: names must hold at least one task, got none'],
  [
    'proposes tasks that may be meant',
    'xwinograd_ja',
    'parseTasks: a task must be a benchmark or one of its languages, got "xwinograd_ja"; did you mean xwinograd_jp',
  ],
  [
    'proposes a benchmark that may be meant',
    'xlni',
    'parseTasks: a task must be a benchmark or one of its languages, got "xlni"; did you mean xnli',
  ],
  [
    'lists the benchmarks where nothing is near',
    'hellaswag',
    'parseTasks: a task must be a benchmark or one of its languages, got "hellaswag"; there are xnli, xcopa, xstorycloze, xwinograd, pawsx, pocket_names, pocket_keywords, pocket_articles',
  ],
  [
    'lists the languages of a benchmark that has no such one',
    'paws_thai',
    'parseTasks: a task must be a benchmark or one of its languages, got "paws_thai"; pawsx has en, de, es, fr, ja, ko, zh',
  ],
];

for (const [title, names, message] of REFUSED) {
  test(`parseTasks(names) ${title}`, () =>
    assert.throws(() => parseTasks(names), { name: 'RangeError', message }));
}

test('parseTasks(names, benchmarks) knows only the benchmarks given', () => {
  assert.deepEqual(parseTasks('xnli_de', [xnli]).tasks.length, 1);
  assert.throws(() => parseTasks('xcopa', [xnli]), /there are xnli$/);
});

test('parseTasks(benchmarks) takes benchmarks that nobody has registered, alone or beside names', () => {
  const own = { ...xnli, name: 'own', prefix: 'own', languages: ['de'] };
  assert.deepEqual(parseTasks(own), {
    tasks: [{ name: 'own_de', benchmark: own, language: 'de' }],
    groups: [own],
  });
  const { tasks, groups } = parseTasks(['xcopa_et', own, xnli]);
  assert.deepEqual(
    tasks.map(({ name }) => name),
    ['xcopa_et', 'own_de', ...XNLI],
  );
  assert.deepEqual(groups, [own, xnli]);
});

test('parseTasks(benchmarks) refuses two benchmarks under one name', () => {
  const other = { ...xnli, languages: ['de'] };
  const message = 'parseTasks: benchmarks must have names and tasks of their own, got two of "xnli"';
  assert.throws(() => parseTasks([other, 'xnli_de']), { name: 'RangeError', message });
  assert.throws(() => parseTasks(['xnli', other]), { name: 'RangeError', message });
});
