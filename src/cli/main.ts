/** The `lingtune` command: a thin layer over the package's functions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { backendFindings } from '../backend/backend-findings.js';
import { tensorflowStep } from '../backend/set-up-tensorflow.js';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { jsonText } from '../base/json-text.js';
import { packageVersion } from '../base/package-version.js';
import { InterruptedError, withInterrupt } from '../base/signals/with-interrupt.js';
import { figurePage, tablePage } from '../charts/html-page.js';
import { tableText } from '../charts/tables/table-text.js';
import { doctorText, examine } from '../jupyter/doctor.js';
import { findJupyter } from '../jupyter/find-jupyter.js';
import { LEARNING_NOTEBOOKS, runMainJob } from '../jupyter/main-job.js';
import { fetchLang2vec } from '../languages/lang2vec.js';
import { plotlyBundle } from '../notebook/pictures/picture-page.js';
import { progressBar } from '../notebook/progress/progress-bar.js';
import { claimsTable } from '../paper/claims/claims-table.js';
import { auditClaims } from '../paper/claims/index.js';
import { paperContents } from '../paper/contents.js';
import { FIGURES, paperFigure } from '../paper/figures/figures.js';
import { paperTable, TABLES } from '../paper/tables/tables.js';
import { runsApart } from '../results/import/conditions.js';
import { importRuns } from '../results/import/import-runs.js';
import { type Published, readPublished } from '../results/published.js';
import { formatRuns, readRuns } from '../results/run-csv.js';
import { STUDY_PROFILES, type StudyProfileName } from '../study/plan/profiles.js';
import { addEvaluateCommand } from './evaluate.js';
import { addGenerateCommand } from './generate.js';
import { addKernelCommands } from './kernel.js';
import { languageCodes, wholeNumber } from './options.js';
import { addPictureOptions, type PictureOptions, writePictures } from './pictures.js';
import { addReplicateCommand, isStudyFeasible, makeStudy } from './replicate.js';
import { addRunCommand } from './run.js';
import { addSelectCommands } from './select.js';
import { addTuneCommand } from './tune.js';

/** What ends a command before it is done, with the user's own doing as the cause. */
const FAILED = 1;

/** The command line was not understood. */
const MISUSED = 2;

/**
 * Runs the `lingtune` command.
 * @param words the command line without node and script.
 * @returns exit code: 0 done, 1 failed, 2 not understood, 130 or 143 stopped by a signal. A failure prints one line on
 * standard error; `LINGTUNE_DEBUG=1` adds where it came from.
 */
export async function main(words: readonly string[]): Promise<number> {
  try {
    await command().parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    console.error(`lingtune: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env.LINGTUNE_DEBUG === '1') console.error(inspect(error));
    return error instanceof InterruptedError ? error.exitCode : FAILED;
  }
}

function command(): Command {
  const program = new Command('lingtune')
    .description('Re-runs and audits "Is there an optimal set of languages to tune?" (arXiv 2410.07809).')
    .version(packageVersion())
    .showHelpAfterError('(lingtune --help shows what there is)')
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
    })
    .exitOverride();

  addPictureOptions(
    program
      .command('figure')
      .description('draw a figure of the paper; without an option its numbers are printed')
      .argument('<number>', `which: ${[...FIGURES.keys()].join(', ')}`)
      .option('--json', 'print the Plotly specification and the numbers as JSON')
      .option('--html <file>', 'write a page that draws the figure anywhere, without a network'),
  )
    .addOption(runsOption())
    .action(figureCommand);

  program
    .command('table')
    .description('recompute a table of the paper beside the print')
    .argument('<number>', `which: ${[...TABLES.keys()].join(', ')} (4, 5 and 6 are one)`)
    .option('--json', 'print one record a cell as JSON')
    .option('--html <file>', 'write a page with the table')
    .addOption(runsOption())
    .action(tableCommand);

  program
    .command('claims')
    .description('hold the 75 claims of the paper against its data')
    .option('--json', 'print one object a claim as JSON')
    .option('--html <file>', 'write a page with the table')
    .action(claimsCommand);

  program
    .command('import')
    .description('turn lm-evaluation-harness logs and results files into a table of runs')
    .argument('<path...>', 'logs, results_*.json, or folders of them')
    .requiredOption('-o, --output <file>', 'CSV file to write')
    .option('--experiment <name>', 'name of the experiment (default: from the file name, else own)')
    .option('--model <name>', 'name of the base model (default: from the file)')
    .option('--subset <name>', 'how the languages were chosen (default: from the file name)')
    .option('--run <number>', 'number of the repetition (default: from the file name, else 1)', wholeNumber)
    .option('--selection-seed <number>', 'seed of the language selection', wholeNumber)
    .option('--tuning-seed <number>', 'seed of the tuning', wholeNumber)
    .option('--languages <codes>', 'languages tuned on, for example af,bn,et', languageCodes)
    .addHelpText('after', '\nThen: lingtune table 3 --runs FILE recomputes a table from them.')
    .action(importCommand);

  addSelectCommands(program);
  addTuneCommand(program);
  addGenerateCommand(program);
  addEvaluateCommand(program);
  addReplicateCommand(program);
  addRunCommand(program);
  addKernelCommands(program);

  program
    .command('report')
    .description('the main job: all figures, tables and claims in one page')
    .option('-o, --output <folder>', 'folder to write into', 'out')
    .addOption(
      new Option(
        '--study <profile>',
        'first make this study, which goes on where it was interrupted',
      ).choices(Object.keys(STUDY_PROFILES)),
    )
    .option('--notebooks', 'also execute all notebooks')
    .action(reportCommand);

  program
    .command('features')
    .description('feature vectors of languages')
    .command('fetch')
    .description(
      'fetch URIEL, with vectors of 7,970 languages, into the user cache (10 MB, PyPI lang2vec 1.1.2)',
    )
    .option('--python <program>', 'a Python with pip', findJupyter()?.python ?? 'python3')
    .action(({ python }: { python: string }) => console.log(fetchLang2vec({ python })));

  program
    .command('doctor')
    .description('show versions, what is found and what is missing')
    .action(async () => console.log(doctorText([...examine(), ...(await backendFindings())])));

  program
    .command('setup')
    .description('build TensorFlow, on which models run fast, into the user cache (needs Python)')
    .option('--python <program>', 'a Python with pip', findJupyter()?.python ?? 'python3')
    .action(setupCommand);

  for (const own of program.commands) {
    own.showHelpAfterError(`(lingtune ${own.name()} --help shows how it is used)`);
  }
  return program;
}

async function reportCommand({
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

function runsOption(): Option {
  return new Option(
    '--runs <file...>',
    'take these runs in place of the published ones (CSV of lingtune import)',
  );
}

interface DataOptions {
  runs?: string[];
}

/** What is published, with the user's runs in place of the published ones where there are any. */
function readData({ runs }: DataOptions): Published {
  const published = readPublished();
  if (runs === undefined) return published;
  const own = runs.flatMap(readRuns);
  for (const [conditions, apart] of runsApart(own)) {
    console.error(
      `note: ${apart.length} ${apart.length === 1 ? 'run is' : 'runs are'} not zero-shot on all documents (${conditions}) and left out`,
    );
  }
  return { ...published, runs: own };
}

async function figureCommand(
  number: string,
  options: DataOptions & PictureOptions & { json?: true; html?: string },
): Promise<void> {
  const figure = paperFigure(readData(options), number);
  if (options.html !== undefined)
    writeFileWithFolder(options.html, figurePage(figure, readFileSync(plotlyBundle(), 'utf8')));
  await writePictures(figure, options);
  if (options.json === true) printJson(figure);
  else if ((options.html ?? options.png ?? options.svg) === undefined) {
    console.log(`${figure.title}\n${figure.caption}\n${figure.alt}\n`);
    console.table(figure.records);
  }
}

function tableCommand(number: string, options: DataOptions & { json?: true; html?: string }): void {
  const table = paperTable(readData(options), number);
  if (options.html !== undefined) writeFileWithFolder(options.html, tablePage(table));
  if (options.json === true) printJson(table.records);
  else if (options.html === undefined) console.log(tableText(table));
}

function claimsCommand(options: { json?: true; html?: string }): void {
  const claims = auditClaims(readPublished());
  if (options.html !== undefined) writeFileWithFolder(options.html, tablePage(claimsTable(claims)));
  if (options.json === true) printJson(claims);
  else if (options.html === undefined) console.log(tableText(claimsTable(claims)));
}

function importCommand(
  paths: string[],
  { output, ...facts }: { output: string } & NonNullable<Parameters<typeof importRuns>[1]>,
): void {
  const { runs, problems } = importRuns(paths, facts);
  for (const { source, severity, message } of problems) console.error(`${severity}: ${source}: ${message}`);
  if (runs.length === 0) throw new Error('import: no run was found; nothing is written');
  writeFileWithFolder(output, formatRuns(runs));
  const count = (status: string): number => runs.filter((run) => run.status === status).length;
  const apart = [...runsApart(runs)].map(([conditions, { length }]) => `${length} ${conditions}`);
  const kept = apart.length === 0 ? '' : ` (kept apart: ${apart.join('; ')})`;
  console.log(`${count('complete')} complete and ${count('partial')} partial runs${kept} → ${output}`);
}

async function setupCommand({ python }: { python: string }): Promise<void> {
  const { title, done, run } = tensorflowStep();
  if (done()) return console.log(`${title}: nothing to do`);
  console.log(title);
  const bar = progressBar();
  const notice = await withInterrupt(
    (signal) => run({ python, signal, onProgress: bar.report }),
    'what was downloaded whole is kept; the same command goes on from there',
  ).finally(bar.end);
  if (notice !== null) throw new Error(notice);
  console.log('done; `lingtune doctor` shows how fast it is');
}

function printJson(value: unknown): void {
  console.log(jsonText(value));
}
