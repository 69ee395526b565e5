/** The option `--runs` of commands that recompute what the paper prints. */
import { Option } from 'commander';
import { runsApart } from '../results/import/conditions.js';
import { type Published, readPublished } from '../results/published.js';
import { readRuns } from '../results/run-csv.js';

/** Files of runs in place of the published ones. */
export interface DataOptions {
  runs?: string[];
}

/** The option. */
export function runsOption(): Option {
  return new Option(
    '--runs <file...>',
    'take these runs in place of the published ones (CSV of lingtune import)',
  );
}

/** What is published, with the user's runs in place of the published ones where there are any. */
export function readData({ runs }: DataOptions): Published {
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
