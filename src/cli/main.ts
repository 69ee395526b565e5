/** The `lingtune` command: a thin layer over the package's functions, of which it loads what the called command needs. */

import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { errorMessage } from '../base/caught-error.js';
import { packageVersion } from '../base/package-version.js';
import { InterruptedError } from '../base/signals/with-interrupt.js';
import { COMMANDS } from './commands.js';

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
    const program = await lingtuneCommand(words);
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    console.error(`lingtune: ${errorMessage(error)}`);
    if (process.env.LINGTUNE_DEBUG === '1') console.error(inspect(error));
    return error instanceof InterruptedError ? error.exitCode : FAILED;
  }
}

/**
 * The command with all of its commands by name, the one that the words call with its options and work.
 * @param words the command line without node and script.
 */
export async function lingtuneCommand(words: readonly string[]): Promise<Command> {
  const program = new Command('lingtune')
    .description('Re-runs and audits "Is there an optimal set of languages to tune?" (arXiv 2410.07809).')
    .version(packageVersion())
    .showHelpAfterError('(lingtune --help shows what there is)')
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
    })
    .exitOverride();
  const { subcommandTerm } = program.createHelp();
  program.configureHelp({
    subcommandTerm: (own) => {
      const listed = own.parent === program ? COMMANDS[own.name()] : undefined;
      return listed === undefined ? subcommandTerm(own) : `${own.name()} ${listed.usage}`.trimEnd();
    },
  });
  const called = words.find((word) => Object.hasOwn(COMMANDS, word));
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const own = program.command(name).description(summary);
    if (name === called) (await load())(own);
    own.showHelpAfterError(`(lingtune ${name} --help shows how it is used)`);
  }
  return program;
}
