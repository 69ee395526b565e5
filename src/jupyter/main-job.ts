/** The main job: a study made, everything of the paper recomputed, the notebooks executed, one report written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { makeOutputFolder } from '../base/files/check-output-folder.js';
import { packageVersion } from '../base/package-version.js';
import type { StudyContents } from '../charts/study/study-contents.js';
import { plotlyBundle } from '../notebook/pictures/picture-page.js';
import { claimsSummary } from '../paper/claims/claims-summary.js';
import type { PaperContents } from '../paper/contents.js';
import { reportPage } from '../paper/report-page.js';
import type { Table } from '../records/table.js';
import { runNotebooks } from './run-notebooks.js';

/** How to run the main job. */
export interface MainJobOptions {
  /** Folder to write into, made where missing. */
  output: string;
  /** Whether to execute the notebooks too (default false). */
  notebooks?: boolean;
  /** File names of notebooks that are not executed (default: none). */
  leaveOut?: readonly string[];
  /** Takes one line of progress at a time (default: standard output). */
  print?: (line: string) => void;
  /** A study of one's own, made before: it stands first in the report and in the summary (default: none). */
  study?: StudyContents | undefined;
}

/**
 * Recomputes the paper, executes the notebooks where asked, and writes `report.html`.
 * @param compute gives the contents; called once, so that its time is part of the job.
 * @returns path of the report.
 * @throws Error where a notebook fails: all are run and the report is written first.
 */
export async function runMainJob(
  compute: () => PaperContents,
  { output, notebooks = false, leaveOut = [], print = console.log, study }: MainJobOptions,
): Promise<string> {
  makeOutputFolder('report: output', output);
  const started = performance.now();
  const contents = compute();
  const { figures, tables, claims } = contents;
  print(
    `recomputed ${figures.length} figures, ${tables.length} tables and ${claims.length} claims (${seconds(started)})`,
  );
  const report = resolve(output, 'report.html');
  const provenance = `Made on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC by lingtune ${packageVersion()} on Node ${process.versions.node}, from the data that ship with it.`;
  writeFileAtomic(report, reportPage(contents, { provenance, study }, readFileSync(plotlyBundle(), 'utf8')));
  const failures = notebooks ? await executeNotebooks(join(output, 'notebooks'), { leaveOut, print }) : [];
  for (const line of [...studySummary(study), ...summary(contents)]) print(line);
  print(`report: ${report}`);
  if (failures.length > 0) throw new Error(`notebooks that failed: ${failures.join('; ')}`);
  return report;
}

/** Notebooks that tune models, for which WebAssembly is too slow. */
export const LEARNING_NOTEBOOKS: readonly string[] = ['evaluate.ipynb', 'replicate.ipynb', 'tune.ipynb'];

/** Executes copies of the notebooks; returns a line for each that failed. */
async function executeNotebooks(
  outputFolder: string,
  { leaveOut, print }: Pick<Required<MainJobOptions>, 'leaveOut' | 'print'>,
): Promise<string[]> {
  const folder = fileURLToPath(new URL('../../../notebooks', import.meta.url));
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.ipynb') && !leaveOut.includes(name))
    .sort()
    .map((name) => join(folder, name));
  const started = performance.now();
  const runs = await runNotebooks(paths, {
    outputFolder,
    onProgress: (run) =>
      print(
        `  ${run.failure === null ? 'ran' : 'FAILED'} ${run.path.slice(folder.length + 1)} (${run.seconds.toFixed(1)} s)`,
      ),
  });
  const failed = runs.flatMap(({ path, failure }) =>
    failure === null ? [] : [`${path.slice(folder.length + 1)}: ${failure}`],
  );
  if (leaveOut.length > 0) print(`  left out: ${leaveOut.join(', ')}`);
  print(`executed ${runs.length - failed.length} of ${runs.length} notebooks (${seconds(started)})`);
  return failed;
}

function studySummary(study: StudyContents | undefined): string[] {
  if (study === undefined) return [];
  return ['', study.title, ...study.findings.map((sentence) => `- ${sentence}`)];
}

function summary({ tables, claims }: PaperContents): string[] {
  const verdicts = Object.entries(claimsSummary(claims)).map(([verdict, count]) => `${count} ${verdict}`);
  return [
    '',
    ...tables.map((table) => `${table.title}: ${agreement(table)}`),
    `Claims: ${verdicts.join(', ')}`,
    '',
  ];
}

/** How many cells of a table agree with the print, of those that can; the finding of one that counts otherwise. */
function agreement({ alt, records }: Table): string {
  const checked = records.filter((record) => typeof record.agrees === 'boolean');
  if (checked.length === 0) return alt;
  const agreeing = checked.filter((record) => record.agrees === true);
  return `${agreeing.length} of ${checked.length} cells agree with the print`;
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
