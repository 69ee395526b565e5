/**
 * Executes the notebooks and saves them in place, with outputs and still pictures, so that they read well where
 * nothing runs. Arguments name single notebooks; without any, all are done. Nothing is saved where one fails.
 */
import { readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNotebooks } from '../src/jupyter/run-notebooks.js';
import { findChromium } from '../src/notebook/pictures/find-chromium.js';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

async function publish(names: readonly string[]): Promise<void> {
  if (findChromium() === null) {
    throw new Error(
      'publish-notebooks: still pictures need Chromium (Debian: sudo apt-get install chromium)',
    );
  }
  const runs = await runNotebooks(
    names.map((name) => join(folder('notebooks'), name)),
    {
      outputFolder: folder('out/published-notebooks'),
      picture: 'png',
      onProgress: ({ path, seconds, failure }) =>
        console.log(`${basename(path)}: ${failure ?? `${seconds.toFixed(1)} s`}`),
    },
  );
  const failed = runs.filter(({ failure }) => failure !== null);
  if (failed.length > 0) {
    throw new Error(`publish-notebooks: ${failed.length} of ${runs.length} notebooks failed; none was saved`);
  }
  for (const { path, output } of runs) renameSync(output, path);
}

const all = readdirSync(folder('notebooks')).filter((name) => name.endsWith('.ipynb'));
const named = process.argv.slice(2).map((name) => basename(name));
publish(named.length > 0 ? named : all).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
