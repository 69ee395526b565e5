/** The command that runs a notebook without a browser. */
import { type Command, InvalidArgumentError } from 'commander';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import { runNotebook } from '../jupyter/run-notebook.js';

/** Gives `run` its options and its work. */
export function fillRun(command: Command): void {
  command
    .argument('<notebook>', 'notebook to run; it stays as it is')
    .option(
      '-p, --parameter <name=value>',
      'tell the notebook a parameter; may be given again',
      parameter,
      {},
    )
    .option('-o, --output <file>', 'executed copy (default: NAME.executed.ipynb beside the notebook)')
    .option('--timeout <seconds>', 'longest time for one cell (default: a week)', Number)
    .addHelpText(
      'after',
      '\nThe notebook takes its parameters by `const { k } = parameters({ k: 14 });`' +
        '\nFor example: lingtune run study.ipynb -p k=7 -p seed=42 -o study-7.ipynb',
    )
    .action(runCommand);
}

async function runCommand(
  path: string,
  options: { parameter: Record<string, unknown>; output?: string; timeout?: number },
): Promise<void> {
  const { output, seconds, failure } = await withInterrupt(
    (signal) =>
      runNotebook(path, {
        parameters: options.parameter,
        output: options.output,
        cellTimeout: options.timeout,
        signal,
      }),
    'nothing is written',
  );
  const time = `${seconds.toFixed(1)} s`;
  if (failure !== null) throw new Error(`${path}: ${failure} (after ${time}; what was reached: ${output})`);
  console.log(`${path} → ${output} (${time})`);
}

/** `k=7` is a number, `name=geo` a text, `list=[1,2]` JSON. */
function parameter(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === '') throw new InvalidArgumentError('it must read name=value, for example k=7');
  try {
    return { ...before, [name]: JSON.parse(value) };
  } catch {
    return { ...before, [name]: value };
  }
}
