/** The main job as a command. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { LEARNING_NOTEBOOKS, runMainJob } from '../jupyter/main-job.js';
import { paperContents } from '../paper/contents.js';
import { readPublished } from '../results/published.js';
import { STUDY_PROFILES, type StudyProfileName } from '../study/plan/profiles.js';
import { isStudyFeasible, makeStudy } from './make-study.js';

/** Gives `report` its options and its work. */
export function fillReport(command: Command): void {
  command
    .option('-o, --output <folder>', 'folder to write into', 'out')
    .addOption(
      new Option(
        '--study <profile>',
        'first make this study, which goes on where it was interrupted',
      ).choices(Object.keys(STUDY_PROFILES)),
    )
    .option('--notebooks', 'also execute all notebooks')
    .action(makeReport);
}

async function makeReport({
  output,
  study: profile,
  notebooks,
}: {
  output: string;
  study?: StudyProfileName;
  notebooks?: true;
}): Promise<void> {
  const isFeasible = (profile === undefined && notebooks !== true) || (await isStudyFeasible());
  const study =
    profile === undefined || !isFeasible
      ? undefined
      : await makeStudy(profile, { output: join(output, `study-${profile}`) });
  await runMainJob(() => paperContents(readPublished()), {
    output,
    notebooks: notebooks === true,
    leaveOut: isFeasible ? [] : LEARNING_NOTEBOOKS,
    study,
  });
}
