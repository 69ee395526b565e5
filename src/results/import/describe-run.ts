/** What is known of an imported run beside its scores: from the user, the file's name, or the harness's arguments. */
import { basename } from 'node:path';
import type { RunDescription } from '../../records/run.js';
import type { EvaluatedModel } from './evaluation.js';

/** What the user says of the runs; it comes before what names say. */
export interface RunFacts {
  experiment?: string;
  model?: string;
  subset?: string;
  run?: number;
  selectionSeed?: number;
  tuningSeed?: number;
  /** ISO 639-1 codes of the languages tuned on. */
  languages?: readonly string[];
}

/** Names of the paper's models: on the hub, in the authors' adapter folders, and in the names of their logs. */
const MODEL_NAMES: Readonly<Record<string, string>> = {
  'bigscience/bloom-1b7': 'BLOOM-1.7B',
  'bigscience/bloom-3b': 'BLOOM-3B',
  'bigscience/bloom-7b1': 'BLOOM-7B1',
  'ai-forever/mgpt': 'mGPT',
  'google/mt5-xl': 'mT5-xl',
  bloom1_7b: 'BLOOM-1.7B',
  bloom3b: 'BLOOM-3B',
  bloom7b: 'BLOOM-7B1',
  mgpt: 'mGPT',
  mt5: 'mT5-xl',
};

/** Names of subsets in the authors' files, as the paper prints them. */
const SUBSET_NAMES: Readonly<Record<string, string>> = {
  all: 'ALL',
  family: 'FAM',
  geo: 'GEO',
  learned: 'LEARN',
  random: 'RND',
  resource: 'RESOURCE',
  semantic: 'SEM',
  typo: 'TYPO',
  typology: 'TYPO',
  vi: 'VI',
};

/** A log of the authors: `bloom7b_ls_geo_2.log`, `mgpt_ls_vi_add_1.log`, `mgpt_ls_geo_size_14_3.log`. */
const LOG_NAME =
  /^(?<model>bloom1_7b|bloom3b|bloom7b|mgpt|mt5)_ls_(?<subset>[a-z]+?)(?<add>_add)?(?:_size_(?<size>\d{1,2}))?_(?<run>\d{1,3})$/;

/** An adapter of the authors: `bloom-7b1_2-X-ls_geo-lora`, `mGPT_add_1-X-ls_vi-lora`, `mgpt_14_3-X-ls_geo_size-lora`. */
const ADAPTER_NAME =
  /^[\w-]+?(?<add>_add)?(?:_(?<size>\d{1,2}))?_(?<run>\d{1,3})-X-ls_(?<subset>[a-z]+?)(?:_size)?-lora$/;

/** All 52 languages of the pool: the paper calls that subset ALL whatever strategy the file's name has. */
const POOL_SIZE = '52';

/** A run's description, and what about it was not found or does not agree. */
export interface DescribedRun {
  readonly description: Omit<RunDescription, 'status' | 'duplicateOf'>;
  readonly notes: readonly string[];
}

/**
 * Describes the run behind a file. Each fact comes from the first of these that has it:
 * 1. `facts`; 2. the file's name, where it is formed as the authors name their logs;
 * 3. the harness's arguments: the base model, and the adapter's folder where the authors' names are kept.
 * Without any: experiment `own`, the model as the harness was told or `unknown`, subset `BASE` for a
 * model of the paper without an adapter, else `unknown`; the run is 1, the seeds `null` and the languages empty.
 */
export function describeRun(
  source: string,
  { baseModel, adapter }: EvaluatedModel,
  facts: RunFacts = {},
): DescribedRun {
  const fromFile = parseRunName(LOG_NAME.exec(basename(source).replace(/\.[a-z]+$/i, '')));
  const fromAdapter = parseRunName(ADAPTER_NAME.exec(adapter?.replace(/\/+$/, '').split('/').at(-1) ?? ''));
  const published = lookUp(MODEL_NAMES, baseModel?.toLowerCase());
  const evaluated = published ?? baseModel ?? undefined;
  const base = published !== undefined && adapter === null ? 'BASE' : undefined;
  const model = facts.model ?? fromFile.model ?? evaluated;
  const subset = facts.subset ?? fromFile.subset ?? fromAdapter.subset ?? base;
  const named = fromFile.model ?? evaluated;
  const notes = [
    ...(model === undefined ? ['the model is not known; say which'] : []),
    ...(subset === undefined ? ['the subset is not known; say which'] : []),
    ...(named === (evaluated ?? named)
      ? []
      : [`the file is named after ${named}, but ${evaluated} was evaluated`]),
  ];
  const description = {
    experiment: facts.experiment ?? fromFile.experiment ?? fromAdapter.experiment ?? 'own',
    model: model ?? 'unknown',
    subset: subset ?? 'unknown',
    run: facts.run ?? fromFile.run ?? fromAdapter.run ?? 1,
    selectionSeed: facts.selectionSeed ?? null,
    tuningSeed: facts.tuningSeed ?? null,
    languages: facts.languages ?? [],
    source,
  };
  return { description, notes };
}

/** Facts in a name of the authors; none where the name is not of that form. */
function parseRunName(match: RegExpExecArray | null): RunFacts {
  const { model, subset, add, size, run } = match?.groups ?? {};
  const subsetName = size === POOL_SIZE ? 'ALL' : lookUp(SUBSET_NAMES, subset);
  if (subsetName === undefined) return {};
  const modelName = lookUp(MODEL_NAMES, model);
  return {
    experiment: add !== undefined ? 'analysis' : size !== undefined ? 'varying' : 'main',
    ...(modelName === undefined ? {} : { model: modelName }),
    subset: subsetName,
    run: Number(run),
  };
}

/** A table's entry for a name from outside, never an inherited property. */
function lookUp(table: Readonly<Record<string, string>>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
