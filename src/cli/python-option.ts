/** The option `--python` of commands that install by pip. */
import { Option } from 'commander';
import { findJupyter } from '../jupyter/find-jupyter.js';

/** The option. */
export function pythonOption(): Option {
  return new Option('--python <program>', 'a Python with pip').default(findJupyter()?.python ?? 'python3');
}
