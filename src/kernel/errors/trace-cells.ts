import type { CellPlace, FindInCell } from './code-frame.js';
import { isKernelFile } from './stack-frames.js';

/** A place in the code of a cell, as V8 tells it. */
const PLACE = /(lingtune-cell-\d+):(\d+):(\d+)/;

/**
 * Has every stack trace tell places in cells as the reader knows them, in an error that a cell prints too: `In[3]:2:7`
 * for the third cell, its second line and the seventh column, both from 1, in the user's own TypeScript. What lies below
 * the outermost cell, which is the kernel itself, is left out.
 */
export function traceCells(find: FindInCell): void {
  Error.prepareStackTrace = (error, sites) => {
    const calls = sites.map(String).flatMap((call) => {
      const [told, file = '', line, column] = PLACE.exec(call) ?? [];
      if (told === undefined) return { text: call, isInCell: false };
      const place = find(file, Number(line), Number(column));
      // The function that tslab puts around a cell is none of its own.
      return place === null ? [] : { text: callInCell(call, told, place), isInCell: true };
    });
    const outermost = calls.findLastIndex(({ isInCell }) => isInCell);
    const isBelow = (text: string, index: number) =>
      outermost !== -1 && index > outermost && isKernelFile(fileOf(text));
    const lines = calls.flatMap(({ text }, index) => (isBelow(text, index) ? [] : `    at ${text}`));
    return [title(error), ...lines].join('\n');
  };
}

/** A call with its place as the reader knows it; cells call each other's functions by tslab's proxy. */
function callInCell(call: string, told: string, { cell, line, character }: CellPlace): string {
  return call.replace(/^(async )?Proxy\./, '$1').replace(told, `In[${cell}]:${line + 1}:${character + 1}`);
}

/** File of a call such as `async run (file:///a/b.js:1:2)`. */
function fileOf(call: string): string {
  return (/\(([^()]*)\)$/.exec(call)?.[1] ?? call).replace(/^async /, '').replace(/^file:\/\//, '');
}

function title(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
