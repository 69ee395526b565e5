/** The command that imports evaluations of lm-evaluation-harness. */
import type { Command } from 'commander';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { runsApart } from '../results/import/conditions.js';
import { importRuns } from '../results/import/import-runs.js';
import { formatRuns } from '../results/run-csv.js';
import { languageCodes, wholeNumber } from './options.js';

/** Gives `import` its options and its work. */
export function fillImport(command: Command): void {
  command
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
    .action(importFiles);
}

function importFiles(
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
