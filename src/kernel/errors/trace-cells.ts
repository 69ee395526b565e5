import type { CodeLocation, FindLocation } from './code-frame.js';
import { callParts, fileLocation, isKernelFile } from './stack-frames.js';

/** A location in the code of a cell, as V8 tells it, be it within that of an `eval`. */
const IN_CELL = /lingtune-cell-\d+:\d+:\d+/;

/**
 * Has every stack trace tell places in cells as the reader knows them, in an error that a cell prints too: `In[3]:2:7`
 * for the third cell, its second line and the seventh column, both from 1, in the user's own TypeScript; so in modules
 * of the user's that cells import. What lies below the outermost of these, which is the kernel itself, is left out.
 * @param whole does the kernel's own work (default: it is just done).
 */
export function traceCells(
  find: FindLocation,
  whole: (work: () => string) => string = (work) => work(),
): void {
  const trace = (error: Error, sites: readonly NodeJS.CallSite[]): string => {
    const calls = sites.map(String).flatMap((call) => {
      const told = IN_CELL.exec(call)?.[0] ?? callParts(call).location;
      const at = fileLocation(told);
      const location = at === null ? null : find(at.file, at.line, at.column);
      if (location !== null) return { text: callInCode(call, told, location), isUsers: true };
      // The function that tslab puts around a cell is none of the user's.
      return at?.file.startsWith('lingtune-cell-') ? [] : { text: call, isUsers: false };
    });
    const outermost = calls.findLastIndex(({ isUsers }) => isUsers);
    const isBelow = (text: string, index: number) =>
      outermost !== -1 && index > outermost && isKernelFile(callParts(text).location);
    const lines = calls.flatMap(({ text }, index) => (isBelow(text, index) ? [] : `    at ${text}`));
    return [title(error), ...lines].join('\n');
  };
  Error.prepareStackTrace = (error, sites) => whole(() => trace(error, sites));
}

/** A call with its location as the reader knows it; cells call their functions by tslab's proxy. */
function callInCode(call: string, told: string, { label, line, character }: CodeLocation): string {
  return call.replace(/^(async )?Proxy\./, '$1').replace(told, () => `${label}:${line + 1}:${character + 1}`);
}

function title(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
