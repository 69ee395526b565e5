import {
  type KernelClient,
  type KernelMessage,
  startKernelClient,
} from '../../../src/jupyter/kernel-client.js';
import { repositoryFile } from '../../repository.js';

/** Starts our kernel where the notebooks are, so that cells find the package. */
export function startKernel(): Promise<KernelClient> {
  return startKernelClient({ folder: repositoryFile('notebooks') });
}

/** Outputs in short: `stdout: text`, `execute_result: 3`, `display_data: words`, `error: RangeError: no`. */
export function inShort(outputs: readonly KernelMessage[]): string[] {
  return outputs.map(({ type, content }) => {
    if (type === 'stream') return `${content.name}: ${content.text}`;
    if (type === 'error') return `error: ${content.ename}: ${content.evalue}`;
    const { 'text/plain': text } = (content.data ?? {}) as Record<string, unknown>;
    return text === undefined ? type : `${type}: ${text}`;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const COLOURS = /\u001b\[[0-9;]*m/g;

/** The lines of an error message's traceback, without colours. */
export function traceback(outputs: readonly KernelMessage[]): string[] {
  const lines = outputs.find(({ type }) => type === 'error')?.content.traceback as string[] | undefined;
  return (lines ?? []).flatMap((line) => line.replace(COLOURS, '').split('\n'));
}
