/**
 * Remakes the facts in `data/` from their sources, checks them, and prints what was written.
 *
 *     npm run build && node dist/scripts/derive-published.js FOLDER [--index FILE] [--paper FOLDER] [--output FOLDER]
 *
 * FOLDER holds the authors' job logs at any depth: a clone of their repository, or the logs' ends.
 * --index    the list of runs (languages, seeds, steps, hours); without it `data/published-training.csv` is taken as it is
 * --paper    the numbers typed from the paper; `selection/` beside it holds the languages' properties
 * --output   where to write (default: `data/`)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { dataFile } from '../src/base/files/data-file.js';
import { type PublishedTraining, readPublishedTraining } from '../src/results/published.js';
import { formatRuns } from '../src/results/run-csv.js';
import { deriveCoverage, deriveLanguages } from './derive-languages.js';
import { derivePrinted, derivePrintedLanguages, derivePrintedOverlaps } from './derive-printed.js';
import { derivePublishedRuns } from './derive-published-runs.js';
import { formatTraining, readIndex } from './derive-training.js';
import { runScript } from './run-script.js';

/** A file to write, its number of rows, and what holds of it. */
interface Derived {
  readonly name: string;
  readonly text: string;
  readonly checked: string;
}

function deriveRuns(folder: string, training: readonly PublishedTraining[]): Derived {
  const runs = derivePublishedRuns(folder, training);
  const copies = runs.filter((run) => run.duplicateOf !== null).length;
  const checked = `${runs.length} runs, ${runs[0]?.scores.length} scores each, ${copies} copies of another run`;
  return { name: 'published-runs.csv', text: formatRuns(runs), checked };
}

function derivePaper(folder: string): Derived[] {
  const selection = join(folder, '..', 'selection');
  return [
    { name: 'printed.csv', ...derivePrinted(join(folder, 'printed-accuracy.csv')) },
    { name: 'printed-overlaps.csv', ...derivePrintedOverlaps(join(folder, 'tables-4-6.csv')) },
    { name: 'printed-languages.csv', ...derivePrintedLanguages(join(folder, 'table-2.csv')) },
    { name: 'coverage.csv', ...deriveCoverage(join(folder, 'coverage-matrix.csv')) },
    {
      name: 'languages.csv',
      ...deriveLanguages(join(selection, 'languages.json'), join(selection, 'lang-properties.csv')),
    },
  ];
}

/** Runs the script; everything is derived and checked before the first file is written. */
function main(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { index: { type: 'string' }, paper: { type: 'string' }, output: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    throw new Error(
      'derive-published: give one folder of logs, for example a clone of the authors’ repository',
    );
  }
  const training = values.index === undefined ? readPublishedTraining() : readIndex(values.index);
  const derived: Derived[] = [
    deriveRuns(folder, training),
    ...(values.index === undefined ? [] : [{ name: 'published-training.csv', ...formatTraining(training) }]),
    ...(values.paper === undefined ? [] : derivePaper(values.paper)),
  ];
  for (const { name, text, checked } of derived) {
    const path = values.output === undefined ? dataFile(name) : join(values.output, name);
    writeFileAtomic(path, text);
    console.log(`${path}: ${text.split('\n').length - 2} rows; ${checked}`);
  }
}

runScript(import.meta.url, main);
