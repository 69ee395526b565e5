import type { Notebook } from './notebook.js';

/** How nbclient says that a notebook stopped. */
export interface NotebookStop {
  /** Class of its exception: `CellExecutionError` where a cell reported an error. */
  readonly error: string;
  /** Its words, which may be empty. */
  readonly reason: string;
  /** Index of the cell that was reached, or `null` where the kernel did not start. */
  readonly cell: number | null;
}

/** Colour codes of a terminal, which kernels put into their messages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const COLOURS = /\u001b\[[0-9;]*m/g;

/** The line of Node's report of a thrown error that has its class and message; code is quoted before it. */
const THROWN = /^(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception)\b.*:/;

/**
 * Says in one line why a notebook stopped: the cell's number among the code cells, as Jupyter counts them, and
 * its error, which a kernel sends as an error output or, as tslab does, prints on its standard error.
 */
export function notebookFailure(notebook: Notebook, { error, reason, cell }: NotebookStop): string {
  const reached = cell === null ? undefined : notebook.cells[cell];
  if (cell === null || reached === undefined) return mainLine(reason, error);
  const number = notebook.cells.slice(0, cell + 1).filter(({ cell_type }) => cell_type === 'code').length;
  const said = reached.outputs.flatMap((output) => {
    if (output.output_type === 'error') return [`${output.ename}: ${output.evalue}`];
    return output.output_type === 'stream' && output.name === 'stderr' ? [output.text] : [];
  });
  const message = error === 'CellExecutionError' ? (said.at(-1) ?? reason) : reason;
  return `code cell ${number}: ${mainLine(message, error)}`;
}

function mainLine(message: string, otherwise: string): string {
  const lines = message.replace(COLOURS, '').split('\n');
  return (
    lines.find((line) => THROWN.test(line)) ?? lines.find((line) => line.trim() !== '')?.trim() ?? otherwise
  );
}
