/** The command that makes a whole study. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { tableText } from '../charts/tables/table-text.js';
import { paperRuns } from '../study/plan/paper-runs.js';
import { STUDY_PROFILES, type StudyProfileName } from '../study/plan/profiles.js';
import { makeStudy } from './make-study.js';
import { addPictureOptions, checkPictures, type PictureOptions, writePictures } from './pictures.js';

interface ReplicateCommandOptions extends PictureOptions {
  profile: StudyProfileName | 'paper';
  output: string;
  counts: number[];
}

const MOST_LANGUAGES = 52;

/** Gives `replicate` its options and its work. */
export function fillReplicate(command: Command): void {
  addPictureOptions(
    command
      .addOption(
        new Option('--profile <name>', 'which study')
          .choices([...Object.keys(STUDY_PROFILES), 'paper'])
          .makeOptionMandatory(),
      )
      .requiredOption('-o, --output <folder>', 'folder of the study: a file a run, runs.csv, report.html')
      .option(
        '--counts <numbers>',
        'also tune on so many languages chosen by GEO, for example 1,2,4,7',
        languageCounts,
        [],
      ),
  )
    .addHelpText(
      'after',
      '\npocket takes minutes, smoke less than one; paper makes nothing but jobs.jsonl, the list of the paper’s runs.' +
        '\nInterrupted or killed, the same command goes on: finished runs are not repeated.' +
        '\nIts runs.csv has the columns of lingtune import: readRuns reads it in a cell.',
    )
    .action(replicateCommand);
}

async function replicateCommand({
  profile,
  output,
  counts,
  ...pictures
}: ReplicateCommandOptions): Promise<void> {
  if (profile === 'paper') return listJobs(output);
  checkPictures(pictures);
  const contents = await makeStudy(profile, { output, counts });
  for (const figure of contents.figures.slice(0, 1)) await writePictures(figure, pictures);
  for (const table of contents.tables.slice(0, 2)) console.log(`${tableText(table)}\n`);
  for (const sentence of contents.findings) console.log(`- ${sentence}`);
  console.log(`\n${join(output, 'report.html')} · ${join(output, 'runs.csv')}`);
}

function listJobs(output: string): void {
  const jobs = paperRuns();
  mkdirSync(output, { recursive: true });
  const path = join(output, 'jobs.jsonl');
  writeFileAtomic(path, jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  const copies = jobs.filter(({ sameAs }) => sameAs !== null).length;
  const experiments = [...new Set(jobs.map(({ experiment }) => experiment))].map(
    (name) => `${jobs.filter(({ experiment }) => experiment === name).length} ${name}`,
  );
  console.log(
    `${jobs.length} jobs (${experiments.join(', ')}), of which ${copies} would come out as another one → ${path}`,
  );
}

function languageCounts(text: string): number[] {
  const counts = text.split(',').map(Number);
  if (!counts.every((count) => Number.isInteger(count) && count >= 1 && count <= MOST_LANGUAGES)) {
    throw new InvalidArgumentError(`Numbers in 1..${MOST_LANGUAGES} are needed, for example 1,2,4,7.`);
  }
  return counts;
}
