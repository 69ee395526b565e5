import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTaskName } from '../../../src/results/import/task-name.js';

for (const [name, task, language] of [
  ['xnli', 'xnli', null],
  ['xnli_de', 'xnli', 'de'],
  ['xcopa_qu', 'xcopa', 'qu'],
  ['xstorycloze_eu', 'xstorycloze', 'eu'],
  ['paws_de', 'pawsx', 'de'],
  ['pawsx', 'pawsx', null],
  ['xwinograd_jp', 'xwinograd', 'ja'],
  ['xwinograd_en', 'xwinograd', 'en'],
  ['pocket_names_vi', 'pocket_names', 'vi'],
  ['pocket_names', 'pocket_names', null],
  ['xnli_eu', 'xnli_eu', null],
  ['xnli_jp', 'xnli_jp', null],
  ['pawsx_de', 'pawsx', 'de'],
  ['mmlu_anatomy', 'mmlu_anatomy', null],
  ['constructor', 'constructor', null],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>', null],
] as const) {
  test(`parseTaskName('${name}') is ${task} in ${language}`, () => {
    assert.deepEqual(parseTaskName(name), { task, language });
  });
}
