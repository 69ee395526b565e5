import { readFileSync } from 'node:fs';
import type { LanguageTask } from '../../src/benchmarks/parse-tasks.js';
import { referenceFile } from '../reference-file.js';

/** The small documents of a task in `test/reference/benchmarks`, as rows. */
export function localDocuments({ benchmark, language }: LanguageTask): unknown[] {
  const path = referenceFile(`benchmarks/${benchmark.name}/${benchmark.dataset.split}.${language}.jsonl`);
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
