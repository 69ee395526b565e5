/** How the command line shows a text while a model writes it. */

import { writeAsIs } from '../base/outlet.js';
import { type ProgressBar, progressBar } from '../notebook/progress/progress-bar.js';
import type { ProgressReport } from '../records/long-work.js';

/** Shows one answer. */
export interface AnswerPrinter {
  /** Takes the text piece by piece, in whole characters. */
  readonly onText: (piece: string) => void;
  /** Takes how far loading and writing have come. */
  readonly onProgress: (report: ProgressReport) => void;
  /** Ends the answer, be it whole or cut off; to be called once. */
  readonly end: () => void;
}

/** Where an answer is shown. */
export interface AnswerPrinterOptions {
  /** Terminal for the text, `null` where standard output is a file or pipe (default: as it is). */
  readonly terminal?: { readonly write: (text: string) => unknown } | null;
  /** Bar for the progress (default: one on standard error). */
  readonly bar?: ProgressBar;
  /** Takes the whole text where there is no terminal (default: standard output, character by character). */
  readonly print?: (text: string) => void;
}

/**
 * Shows an answer: on a terminal each piece as it comes, in the place of the bar; in a file or pipe the text at its end,
 * the bar beside it. A line feed ends the text; where there is no text, nothing is written. What a model writes may hold
 * control characters: a terminal is shown their escapes, as of everything; a file gets the text as the model wrote it.
 */
export function answerPrinter({
  terminal = process.stdout.isTTY ? process.stdout : null,
  bar = progressBar(),
  print = (text) => writeAsIs(process.stdout, text),
}: AnswerPrinterOptions = {}): AnswerPrinter {
  return terminal === null ? plainPrinter(bar, print) : livePrinter(terminal, bar);
}

function livePrinter(
  terminal: NonNullable<AnswerPrinterOptions['terminal']>,
  bar: ProgressBar,
): AnswerPrinter {
  let hasText = false;
  let newest: ProgressReport | null = null;
  return {
    onText: (piece) => {
      if (!hasText) bar.end();
      hasText = true;
      terminal.write(piece);
    },
    onProgress: (report) => {
      newest = report;
      if (!hasText) bar.report({ ...report, isPassing: true });
    },
    end: () => {
      if (hasText) terminal.write('\n');
      // The line that stays says how fast the text came.
      if (newest !== null) bar.report(newest);
      bar.end();
    },
  };
}

function plainPrinter(bar: ProgressBar, print: (text: string) => void): AnswerPrinter {
  const pieces: string[] = [];
  return {
    onText: (piece) => pieces.push(piece),
    onProgress: bar.report,
    end: () => {
      bar.end();
      if (pieces.length > 0) print(`${pieces.join('')}\n`);
    },
  };
}
