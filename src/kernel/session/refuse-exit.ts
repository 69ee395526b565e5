/** Says what became of a cell's wish to end the process. */
class ExitRefused extends Error {
  override readonly name: string = 'ExitRefused';
}

/**
 * Has `process.exit` end the cell that calls it, not the kernel with all that the notebook has made.
 * @returns what does end the process.
 */
export function refuseExit(): typeof process.exit {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new ExitRefused(
      `process.exit(${code ?? ''}) ends the cell and keeps the kernel with its variables; to end it too, shut it down in Jupyter`,
    );
  };
  return exit;
}
