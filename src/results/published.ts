/** What the paper's authors published: their runs, and the numbers that the paper prints. */

import { readCsv } from '../base/files/csv.js';
import { dataFile } from '../base/files/data-file.js';
import { type Coverage, type Language, readCoverage, readLanguages } from '../languages/catalogue.js';
import type { Run } from '../records/run.js';
import { readRuns } from './run-csv.js';

/** The 331 published runs with all their scores. Source: the job logs of the authors' repository. */
export function readPublishedRuns(): Run[] {
  return readRuns(dataFile('published-runs.csv'));
}

/** How a published run was made: what its job script and log say beside the scores. */
export interface PublishedTraining {
  /** The run's log file: equal to `Run.source`. */
  readonly source: string;
  readonly experiment: string;
  readonly model: string;
  readonly subset: string;
  readonly run: number;
  readonly selectionSeed: number | null;
  readonly languages: readonly string[];
  /** Name of the base model on the hub. */
  readonly baseModel: string;
  /** Optimiser steps. */
  readonly trainSteps: number;
  /** Duration of the tuning, in hours. */
  readonly trainHours: number;
  readonly duplicateOf: string | null;
}

/** Columns of `published-training.csv`. */
export const TRAINING_COLUMNS = [
  'source',
  'experiment',
  'model',
  'subset',
  'run',
  'selection_seed',
  'languages',
  'base_model',
  'train_steps',
  'train_hours',
  'duplicate_of',
] as const;

/** How the 331 published runs were made. */
export function readPublishedTraining(
  path: string = dataFile('published-training.csv'),
): PublishedTraining[] {
  return readCsv(path, TRAINING_COLUMNS, (row) => ({
    source: row.text('source'),
    experiment: row.text('experiment'),
    model: row.text('model'),
    subset: row.text('subset'),
    run: row.number('run'),
    selectionSeed: row.optionalNumber('selection_seed'),
    languages: row.list('languages'),
    baseModel: row.text('base_model'),
    trainSteps: row.number('train_steps'),
    trainHours: row.number('train_hours'),
    duplicateOf: row.optionalText('duplicate_of'),
  }));
}

/** One accuracy as printed in Tables 3 and 7–11, in per cent, the print's own errors included. */
export interface PrintedAccuracy {
  /** `3`, `7`, `8`, `9`, `10` or `11`. */
  readonly table: string;
  readonly model: string;
  /** Subset, or `BASE` for the untuned model. */
  readonly subset: string;
  /** Column as its header reads: a benchmark in Table 3, a language code elsewhere, or `avg`. */
  readonly column: string;
  readonly mean: number;
  /** Half width of the 95 % interval; `null` where none is printed (BASE). */
  readonly margin: number | null;
}

/** The 2,344 printed cells of Tables 3 and 7–11. */
export function readPrintedAccuracies(): PrintedAccuracy[] {
  return readCsv(
    dataFile('printed.csv'),
    ['table', 'model', 'subset', 'column', 'mean', 'margin'],
    (row) => ({
      table: row.text('table'),
      model: row.text('model'),
      subset: row.text('subset'),
      column: row.text('column'),
      mean: row.number('mean'),
      margin: row.optionalNumber('margin'),
    }),
  );
}

/** One printed row of Tables 4–6: how far task (T), subset (S, union over seeds) and model (M) languages overlap. */
export interface PrintedOverlap {
  readonly task: string;
  /** `BLOOM`, `mGPT` or `mT5-xl`. */
  readonly model: string;
  readonly subset: string;
  /** Languages in all three, as printed, for example `13/15`. */
  readonly modelSubsetTask: string;
  readonly subsetTask: string;
  readonly modelTask: string;
  readonly modelSubset: string;
  /** The languages in all three. */
  readonly languages: readonly string[];
}

/** Columns of `printed-overlaps.csv`. */
export const OVERLAP_COLUMNS = [
  'task',
  'model',
  'subset',
  'model_subset_task',
  'subset_task',
  'model_task',
  'model_subset',
  'languages',
] as const;

/** The 105 printed rows of Tables 4–6. */
export function readPrintedOverlaps(): PrintedOverlap[] {
  return readCsv(dataFile('printed-overlaps.csv'), OVERLAP_COLUMNS, (row) => ({
    task: row.text('task'),
    model: row.text('model'),
    subset: row.text('subset'),
    modelSubsetTask: row.text('model_subset_task'),
    subsetTask: row.text('subset_task'),
    modelTask: row.text('model_task'),
    modelSubset: row.text('model_subset'),
    languages: row.list('languages'),
  }));
}

/** One printed row of Table 2. */
export interface PrintedLanguage {
  readonly code: string;
  readonly name: string;
  readonly iso6393: string;
  readonly family: string;
  /** Word orders as printed, for example `SVO/SOV`. */
  readonly wordOrder: string;
  readonly script: string;
}

/** The 51 printed rows of Table 2. */
export function readPrintedLanguages(): PrintedLanguage[] {
  return readCsv(
    dataFile('printed-languages.csv'),
    ['code', 'name', 'iso639_3', 'family', 'word_order', 'script'],
    (row) => ({
      code: row.text('code'),
      name: row.text('name'),
      iso6393: row.text('iso639_3'),
      family: row.text('family'),
      wordOrder: row.text('word_order'),
      script: row.text('script'),
    }),
  );
}

/** One printed row of Table 1 (a subset for a selection seed) or Table 12 (the fixed subset of the analysis). */
export interface PrintedSubset {
  /** `1` or `12`. */
  readonly table: string;
  readonly subset: string;
  /** Row of Table 1 within its subset, counted from 1; `null` in Table 12. */
  readonly run: number | null;
  readonly languages: readonly string[];
}

/** The 18 printed rows of Table 1 and the 6 of Table 12. */
export function readPrintedSubsets(): PrintedSubset[] {
  return readCsv(dataFile('printed-subsets.csv'), ['table', 'subset', 'run', 'languages'], (row) => ({
    table: row.text('table'),
    subset: row.text('subset'),
    run: row.optionalNumber('run'),
    languages: row.list('languages'),
  }));
}

/** Everything that ships of the paper: what its figures, tables and claims are recomputed from. */
export interface Published {
  readonly runs: readonly Run[];
  readonly training: readonly PublishedTraining[];
  readonly accuracies: readonly PrintedAccuracy[];
  readonly overlaps: readonly PrintedOverlap[];
  readonly printedLanguages: readonly PrintedLanguage[];
  readonly subsets: readonly PrintedSubset[];
  readonly languages: readonly Language[];
  readonly coverage: readonly Coverage[];
}

/**
 * Reads everything that ships of the paper.
 * To draw a figure with runs of one's own, replace the field: `{ ...readPublished(), runs: readRuns('runs.csv') }`.
 * @example
 * ```ts
 * import { figure3a, readPublished, show } from 'lingtune';
 *
 * await show(figure3a(readPublished()));
 * ```
 */
export function readPublished(): Published {
  return {
    runs: readPublishedRuns(),
    training: readPublishedTraining(),
    accuracies: readPrintedAccuracies(),
    overlaps: readPrintedOverlaps(),
    printedLanguages: readPrintedLanguages(),
    subsets: readPrintedSubsets(),
    languages: readLanguages(),
    coverage: readCoverage(),
  };
}
