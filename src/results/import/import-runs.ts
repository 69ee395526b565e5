/** Import of evaluations: logs and results files of lm-evaluation-harness, as runs. */

import { readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { errorMessage } from '../../base/caught-error.js';
import { haveSameBytes } from '../../base/files/same-bytes.js';
import { isPrintable, quoteText } from '../../base/printable.js';
import type { Run } from '../../records/run.js';
import { describeRun, type RunFacts } from './describe-run.js';
import { readLmEvalJson } from './lm-eval-json.js';
import { readLmEvalLog } from './lm-eval-log.js';

/** Something that the user should know of a file. */
export interface ImportProblem {
  /** The file, its name made printable. */
  readonly source: string;
  /** `skipped`: the file gave no run; `partial`: its run lacks something; `note`: all is there, with a remark. */
  readonly severity: 'skipped' | 'partial' | 'note';
  readonly message: string;
}

/** What an import gave. */
export interface ImportedRuns {
  readonly runs: readonly Run[];
  readonly problems: readonly ImportProblem[];
}

/**
 * Imports runs from files and folders. In a folder, at any depth, files named `*.log`, `*.out` and `results*.json`
 * are taken, in the order of their paths; a file that is named itself may have any name, and is a results
 * file if it ends in `.json`. A file with the same bytes as an earlier one becomes a duplicate of it.
 * @param facts what is true of all the runs and their names do not say; see `describeRun`.
 * @returns runs in the order of the paths, `source` being the path as given, with `/` between folders.
 * A file that cannot be read is a problem and does not stop the others.
 * @throws Error where a path does not exist or is neither a file nor a folder.
 * @throws RangeError where there is no path.
 */
export function importRuns(paths: readonly string[], facts: RunFacts = {}): ImportedRuns {
  if (paths.length === 0) throw new RangeError('importRuns: paths must hold at least one path, got none');
  const runs: Run[] = [];
  const problems: ImportProblem[] = [];
  const originals = new Map<string, string[]>();
  for (const path of uniquePaths(paths.flatMap(listFiles))) {
    try {
      const { run, problems: found } = importFile(path, facts);
      runs.push({ ...run, duplicateOf: findOriginal(run, originals) });
      problems.push(...found);
    } catch (cause) {
      const message = errorMessage(cause);
      problems.push(problem(path, 'skipped', message.replace(`${path}: `, '')));
    }
  }
  return { runs, problems: [...problems, ...findClashes(runs)] };
}

/** One file as a run, without regard to others. */
function importFile(path: string, facts: RunFacts): { run: Run; problems: ImportProblem[] } {
  if (!isPrintable(path)) throw new Error('the path holds control characters; rename the file');
  const { scores, lacks, notes, conditions, ...model } = path.toLowerCase().endsWith('.json')
    ? readLmEvalJson(path)
    : readLmEvalLog(path);
  const { description, notes: descriptionNotes } = describeRun(path, model, facts);
  const status = lacks.length === 0 ? 'complete' : 'partial';
  return {
    run: {
      ...description,
      status,
      ...(conditions === undefined ? {} : { conditions }),
      duplicateOf: null,
      scores,
    },
    problems: [
      ...lacks.map((message) => problem(path, 'partial', message)),
      ...[...notes, ...descriptionNotes].map((message) => problem(path, 'note', message)),
    ],
  };
}

function problem(path: string, severity: ImportProblem['severity'], message: string): ImportProblem {
  return { source: isPrintable(path) ? path : quoteText(path), severity, message };
}

/** Files of a path: itself, or what a folder holds of logs and results. */
function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new Error(`importRuns: a path must exist, got ${quoteText(path)}`);
  if (stats.isFile()) return [toPosix(path)];
  if (!stats.isDirectory()) {
    throw new Error(`importRuns: a path must be a file or a folder, got ${quoteText(path)}`);
  }
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.(log|out)$|^results.*\.json$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
  if (files.length === 0) {
    throw new Error(
      `importRuns: a folder must hold *.log, *.out or results*.json files, got none in ${quoteText(path)}`,
    );
  }
  // By code units: the same order on every system and in every locale.
  return files.map(toPosix).sort((a, b) => (a < b ? -1 : 1));
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** Paths without those that name an earlier one's file again. */
function uniquePaths(paths: readonly string[]): string[] {
  return Array.from(new Map(paths.toReversed().map((path) => [resolve(path), path])).values()).reverse();
}

/**
 * Source of the earlier run whose file has the same bytes; without one the run joins the originals.
 * @param originals sources by their scores: only files with the same scores need to be compared.
 */
function findOriginal({ source, scores }: Run, originals: Map<string, string[]>): string | null {
  const key = JSON.stringify(scores);
  const candidates = originals.get(key) ?? [];
  const original = candidates.find((candidate) => haveSameBytes(candidate, source));
  if (original === undefined) originals.set(key, [...candidates, source]);
  return original ?? null;
}

/** Runs that nothing tells apart: comparisons that pair run with run would refuse them. */
function findClashes(runs: readonly Run[]): ImportProblem[] {
  const alike = new Map<string, { name: string; sources: string[] }>();
  for (const { experiment, model, subset, run, languages, source } of runs) {
    const name = `${experiment}, ${model}, ${subset}, run ${run}`;
    const key = JSON.stringify([name, languages]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, { name, sources: [source] });
    else group.sources.push(source);
  }
  return Array.from(alike.values()).flatMap(({ name, sources: [first, second, ...others] }) => {
    if (first === undefined || second === undefined) return [];
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return [problem(first, 'note', `nothing tells it apart from ${second}${more} (${name})`)];
  });
}
