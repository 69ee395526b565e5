/** Errors as Jupyter shows them: what is wrong, where in the cell, and what led there. */
import { relative } from 'node:path';
import { wellFormed } from '../../base/well-formed.js';
import type { Diagnostic } from '../tslab/tslab-seam.js';
import { codeFrame, type FindLocation } from './code-frame.js';
import { BOLD_RED, DIM, PLAIN } from './colours.js';
import { isKernelFile, type StackFrame, stackFrames } from './stack-frames.js';
import { isObject, read, thrownWords } from './thrown-words.js';

/** Content of Jupyter's `error` message. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** How places are found and shown. */
export interface ErrorReportOptions {
  /** Finds where a call stands in the user's code. */
  readonly find: FindLocation;
  /** Whether frames of our package, of tslab and of Node are shown too (default: no). */
  readonly isDetailed?: boolean;
}

/** Errors that are followed from one to its cause. */
const MOST_CAUSES = 8;
/** Errors of an `AggregateError` that are shown. */
const MOST_PARTS = 5;
/** Lines for calls before the innermost in a cell, and for calls after it. */
const MOST_CALLS = 12;

/** Report of a value that was thrown, whatever it is. */
export function errorReport(thrown: unknown, options: ErrorReportOptions): ErrorReport {
  const { name, message } = thrownWords(thrown);
  return {
    ename: name,
    evalue: message,
    traceback: section(thrown, '', options, new Set()).map(wellFormed),
  };
}

/** Report of what the compiler found in a cell; the first error gives the name and the message. */
export function compileReport(
  diagnostics: readonly Diagnostic[],
  { cell, source }: { cell: number; source: string },
): ErrorReport {
  const { length } = source.split('\n');
  // tslab adds a line to the cell, in which it exports its names; what is wrong there comes of something above.
  const own = diagnostics.filter(({ fileName, start }) => fileName !== undefined || start.line < length);
  const told = own.length > 0 ? own : diagnostics;
  const evalue = told.map(sentence).find((text) => text !== '') ?? '';
  const traceback = told.flatMap((diagnostic) => {
    const title = `${BOLD_RED}TypeScriptError${PLAIN}: ${diagnostic.messageText} ${DIM}(TS${diagnostic.code})${PLAIN}`;
    if (diagnostic.fileName !== undefined) return [title, `  in ${sentence(diagnostic)}`];
    const width = diagnostic.end.line === diagnostic.start.line ? diagnostic.end.character : Infinity;
    return [
      title,
      ...codeFrame({ label: `In[${cell}]`, source, ...diagnostic.start }, width - diagnostic.start.character),
    ];
  });
  return { ename: 'TypeScriptError', evalue, traceback: traceback.map(wellFormed) };
}

function sentence({ fileName, start, messageText }: Diagnostic): string {
  const location = `${start.line + 1}:${start.character + 1}`;
  return `${fileName === undefined ? location : `${fileName}:${location}`} - ${messageText}`;
}

function section(thrown: unknown, before: string, options: ErrorReportOptions, seen: Set<unknown>): string[] {
  if (seen.has(thrown)) return [];
  seen.add(thrown);
  const { name, message } = thrownWords(thrown);
  const title = `${before}${BOLD_RED}${name}${PLAIN}: ${message}`;
  if (!isObject(thrown) || seen.size > MOST_CAUSES) return [title];
  const cause = read(thrown, 'cause');
  const parts = read(thrown, 'errors');
  const stack = read(thrown, 'stack');
  return [
    title,
    ...calls(typeof stack === 'string' ? stack : '', options),
    ...(Array.isArray(parts) ? parts.slice(0, MOST_PARTS) : []).flatMap((part, index) =>
      section(part, `${index + 1}. `, options, seen),
    ),
    ...(cause === undefined ? [] : section(cause, 'caused by ', options, seen)),
  ];
}

/** The innermost call in the user's code as lines of it, all others in one line each, as far as they are not too many. */
function calls(stack: string, { find, isDetailed = false }: ErrorReportOptions): string[] {
  const told = stackFrames(stack).flatMap((frame) => {
    const location = find(frame.file, frame.line, frame.column);
    if (location === null && !isDetailed && isKernelFile(frame.file)) return [];
    const where =
      location === null
        ? `${shortPath(frame.file)}:${frame.line}:${frame.column}`
        : `${shortPath(location.label)}, line ${location.line + 1}`;
    return [{ location, text: `${called(frame)}${where}` }];
  });
  const innermost = told.findIndex(({ location }) => location !== null);
  const location = told[innermost]?.location ?? null;
  if (location === null) return listed(told);
  const frame = codeFrame({ ...location, label: shortPath(location.label) });
  return [...listed(told.slice(0, innermost)), ...frame, ...listed(told.slice(innermost + 1))];
}

/** Calls in a line each; of those that follow one another, equal ones share a line. */
function listed(told: readonly { readonly text: string }[]): string[] {
  const lines: { text: string; times: number }[] = [];
  for (const { text } of told) {
    const last = lines.at(-1);
    if (last?.text === text) last.times += 1;
    else lines.push({ text, times: 1 });
  }
  const left = lines.splice(MOST_CALLS).reduce((sum, { times }) => sum + times, 0);
  const shown = lines.map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`));
  return [...shown, ...(left === 0 ? [] : [`… and ${left} more calls`])].map(
    (text) => `${DIM}  ${text}${PLAIN}`,
  );
}

function called({ name }: StackFrame): string {
  return name === '' ? 'at ' : `at ${name.replace(/^Object\.<anonymous>$/, '(cell)')} in `;
}

function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
