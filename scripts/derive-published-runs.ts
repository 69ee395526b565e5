/** The published runs from the authors' logs: accuracies from the logs, everything else from the list of runs. */
import { basename } from 'node:path';
import type { Run } from '../src/records/run.js';
import { importRuns } from '../src/results/import/import-runs.js';
import type { PublishedTraining } from '../src/results/published.js';
import { checkCount } from './check-count.js';

/** Source: the authors' repository: 3 experiments; see the paper's sections 5 and 6. */
const RUNS = 331;
/** 50 languages over the five benchmarks, and their 5 groups. */
const SCORES = 55;
/** The authors copied the logs of GEO (k = 14) and ALL on two models into the varying-number experiment. */
const COPIES = 12;

/**
 * Imports the logs that the list names, in its order. Other files of the folder are left alone.
 * @throws Error where a log is missing, is there twice, is incomplete, or does not agree with the list.
 * @throws RangeError where the numbers of runs, scores or copies are not those of the paper.
 */
export function derivePublishedRuns(folder: string, training: readonly PublishedTraining[]): Run[] {
  const imported = importRuns([folder]);
  const listed = new Set(training.map((entry) => entry.source));
  const fault = imported.problems.find(
    ({ severity, source }) => severity !== 'note' && listed.has(basename(source)),
  );
  if (fault !== undefined) throw new Error(`${fault.source}: ${fault.message}`);
  const logs = new Map<string, Run>();
  for (const run of imported.runs.filter(({ source }) => listed.has(basename(source)))) {
    const name = basename(run.source);
    const other = logs.get(name);
    if (other !== undefined) throw new Error(`${run.source}: ${other.source} has the same name`);
    logs.set(name, run);
  }
  const runs = training.map((entry) => combine(entry, logs.get(entry.source), folder));
  checkCopies(logs, training);
  checkCount('derivePublishedRuns', 'runs', RUNS, runs.length);
  checkCount('derivePublishedRuns', 'copies', COPIES, runs.filter((run) => run.duplicateOf !== null).length);
  for (const run of runs) {
    checkCount('derivePublishedRuns', `scores in ${run.source}`, SCORES, run.scores.length);
  }
  return runs;
}

/** One run with the facts of the list, once what its log's name says agrees with them. */
function combine(entry: PublishedTraining, log: Run | undefined, folder: string): Run {
  if (log === undefined) throw new Error(`${entry.source}: no such log in ${folder}`);
  for (const field of ['experiment', 'model', 'subset', 'run'] as const) {
    if (entry[field] !== log[field]) {
      throw new Error(
        `${log.source}: ${field} is ${log[field]} by its name, ${entry[field]} in the list of runs`,
      );
    }
  }
  const { source, experiment, model, subset, run, selectionSeed, languages, duplicateOf } = entry;
  const description = { experiment, model, subset, run, selectionSeed, tuningSeed: null, languages, source };
  return { ...description, status: log.status, duplicateOf, scores: log.scores };
}

/** The copies that the list names must be the files with equal bytes, whichever of the two comes first. */
function checkCopies(logs: ReadonlyMap<string, Run>, training: readonly PublishedTraining[]): void {
  const pair = (one: string, other: string | null): string[] =>
    other === null ? [] : [[basename(one), basename(other)].sort().join(' = ')];
  const found = Array.from(logs.values()).flatMap((run) => pair(run.source, run.duplicateOf));
  const listed = training.flatMap((entry) => pair(entry.source, entry.duplicateOf));
  const differing = [
    ...listed.filter((copy) => !found.includes(copy)),
    ...found.filter((copy) => !listed.includes(copy)),
  ];
  if (differing.length > 0) {
    throw new Error(
      `derivePublishedRuns: files with equal bytes must be as listed, got ${differing.join('; ')}`,
    );
  }
}
