/** The command that fetches features. */
import type { Command } from 'commander';
import { fetchLang2vec } from '../languages/lang2vec.js';
import { pythonOption } from './python-option.js';

/** Gives `features` its command `fetch`. */
export function fillFeatures(command: Command): void {
  command
    .command('fetch')
    .description(
      'fetch URIEL, with vectors of 7,970 languages, into the user cache (10 MB, PyPI lang2vec 1.1.2)',
    )
    .addOption(pythonOption())
    .action(({ python }: { python: string }) => console.log(fetchLang2vec({ python })));
}
