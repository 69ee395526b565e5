/** What others than the evaluation ask of a benchmark, as plain data. */
import type { BenchmarkFacts } from '../records/run.js';
import type { BenchmarkTask } from './benchmark-task.js';

/** Only what tables and figures say of a benchmark, which can be written and copied. */
export function benchmarkFacts({ name, title, shortTitle, chance }: BenchmarkFacts): BenchmarkFacts {
  return { name, title, shortTitle, chance };
}

/** ISO 639-1 code of a language as a benchmark names it: Japanese is `jp` in XWinograd. */
export function isoLanguage({ isoCodes }: Pick<BenchmarkTask, 'isoCodes'>, language: string): string {
  return Object.hasOwn(isoCodes, language) ? (isoCodes[language] ?? language) : language;
}

/** ISO 639-1 codes of a benchmark's languages, in alphabetical order. */
export function isoLanguages(benchmark: Pick<BenchmarkTask, 'languages' | 'isoCodes'>): string[] {
  return benchmark.languages.map((language) => isoLanguage(benchmark, language)).sort();
}
