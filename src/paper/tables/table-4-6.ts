/** Tables 4–6: how far the languages of a model, of a subset and of a benchmark overlap. */

import { TASK_NAMES } from '../../charts/subsets.js';
import { agreement } from '../../charts/tables/table-accuracy.js';
import { type Coverage, MODEL_FAMILIES } from '../../languages/catalogue.js';
import { TASKS } from '../../records/run.js';
import type { Cell, Table } from '../../records/table.js';
import type { PrintedOverlap, Published } from '../../results/published.js';

/** The four overlaps of one row, each as `common/all`, for example `13/15`. */
export type Overlaps = {
  /** Languages in all three, of the benchmark's. */
  readonly modelSubsetTask: string;
  /** Of the benchmark's. */
  readonly subsetTask: string;
  /** Of the benchmark's. */
  readonly modelTask: string;
  /** Of the subset's. */
  readonly modelSubset: string;
};

/** One row of Tables 4–6: what `lingtune table 4-6 --json` prints. */
export type OverlapRecord = Overlaps & {
  readonly task: string;
  /** Model family: `BLOOM`, `mGPT` or `mT5-xl`. */
  readonly model: string;
  readonly subset: string;
  /** Languages in all three, in alphabetical order. */
  readonly languages: readonly string[];
  readonly printed: Overlaps & { readonly languages: readonly string[] };
  readonly agrees: boolean;
  /** Where a rule gives the printed value that differs: the rule. */
  readonly explanation: string | null;
};

const MEASURES = ['modelSubsetTask', 'subsetTask', 'modelTask', 'modelSubset'] as const;

/** The three sets of languages that a row is about. */
interface LanguageSets {
  readonly model: readonly string[];
  readonly subset: readonly string[];
  readonly task: readonly string[];
}

/**
 * Tables 4–6 as one, from the coverage matrix and the languages of Table 1 (union over the three seeds).
 * Rows stand in the printed order, benchmark by benchmark.
 * @throws RangeError where a printed row names a benchmark, model or subset without languages.
 * Source: Tables 4–6. Languages count by the codes of the matrix, so that BLOOM, whose Chinese is listed as zhs
 * and zht, is without zh, and mT5-xl, whose Tagalog is listed as fil, is without tl.
 */
export function table4to6(published: Published): Table<OverlapRecord> {
  const records = published.overlaps.map((printed) => overlapRecord(printed, published));
  const ordered = TASKS.flatMap((task) => records.filter((record) => record.task === task));
  const tasks = TASKS.filter((task) => records.some((record) => record.task === task));
  return {
    kind: 'table',
    id: '4-6',
    title: 'Tables 4–6. Overlap of model (M), subset (S) and benchmark (T) languages',
    ...words(ordered),
    columns: ['Model', 'Subset', 'M ∩ S ∩ T', 'S ∩ T', 'M ∩ T', 'M ∩ S', 'Languages in all three'],
    rows: ordered.map(overlapRow),
    groups: tasks.map((task) => ({
      label: TASK_NAMES[task] ?? task,
      start: ordered.findIndex((record) => record.task === task),
    })),
    records: ordered,
  };
}

function overlapRecord(printed: PrintedOverlap, published: Published): OverlapRecord {
  const { task, model, subset, modelSubsetTask, subsetTask, modelTask, modelSubset } = printed;
  const sets = languageSets(printed, published);
  const languages = sets.task.filter((code) => sets.model.includes(code) && sets.subset.includes(code));
  const found = { ...overlaps(sets), languages: languages.sort() };
  const print = {
    modelSubsetTask,
    subsetTask,
    modelTask,
    modelSubset,
    languages: printed.languages.filter((code) => code !== NO_LANGUAGE).sort(),
  };
  return {
    task,
    model,
    subset,
    ...found,
    printed: print,
    agrees:
      MEASURES.every((measure) => found[measure] === print[measure]) &&
      found.languages.join() === print.languages.join(),
    explanation: explain(printed, sets, published.overlaps),
  };
}

/** How the paper prints an empty list. */
const NO_LANGUAGE = '-';

function languageSets({ task, model, subset }: PrintedOverlap, published: Published): LanguageSets {
  const covered = (field: 'tasks' | 'models', name: string): string[] =>
    published.coverage.filter((language: Coverage) => language[field].includes(name)).map(({ code }) => code);
  const sets = {
    task: covered('tasks', task),
    model: covered('models', model),
    subset: subset === 'ALL' ? published.languages.map(({ code }) => code) : unionOfSeeds(published, subset),
  };
  for (const [kind, codes] of Object.entries(sets)) {
    if (codes.length === 0) {
      throw new RangeError(
        `table4to6: task, model and subset must have languages, got no ${kind} languages for ${task}, ${model}, ${subset}`,
      );
    }
  }
  return sets;
}

function unionOfSeeds(published: Published, subset: string): string[] {
  const rows = published.subsets.filter((row) => row.table === '1' && row.subset === subset);
  return [...new Set(rows.flatMap((row) => row.languages))];
}

function overlaps({ model, subset, task }: LanguageSets): Overlaps {
  const share = (whole: readonly string[], ...others: (readonly string[])[]): string =>
    `${whole.filter((code) => others.every((other) => other.includes(code))).length}/${whole.length}`;
  return {
    modelSubsetTask: share(task, model, subset),
    subsetTask: share(task, subset),
    modelTask: share(task, model),
    modelSubset: share(subset, model),
  };
}

/** The two rules that give a printed M ∩ S: the model's size as denominator, and another model's value. */
function explain(
  printed: PrintedOverlap,
  sets: LanguageSets,
  rows: readonly PrintedOverlap[],
): string | null {
  const { modelSubset } = overlaps(sets);
  if (printed.modelSubset === modelSubset) return null;
  const common = modelSubset.split('/')[0] ?? '';
  if (printed.modelSubset === `${common}/${sets.model.length}`) {
    return `${printed.modelSubset} counts over the model's ${sets.model.length} languages, not over the subset's ${sets.subset.length}`;
  }
  const twin = rows.find(
    (row) =>
      row.task === printed.task &&
      row.subset === printed.subset &&
      row.model !== printed.model &&
      row.modelSubset === printed.modelSubset,
  );
  return twin === undefined ? null : `${printed.modelSubset} is the value of ${twin.model}`;
}

function overlapRow(record: OverlapRecord): Cell[] {
  const list = (codes: readonly string[]): string => (codes.length === 0 ? '–' : codes.join(' '));
  const cell = (text: string, printed: string): Cell => (text === printed ? { text } : { text, printed });
  return [
    { text: record.model, label: true },
    { text: record.subset, label: true },
    ...MEASURES.map((measure) => cell(record[measure], record.printed[measure])),
    { ...cell(list(record.languages), list(record.printed.languages)), words: true },
  ];
}

function words(records: readonly OverlapRecord[]): Pick<Table, 'caption' | 'alt'> {
  const reasons = new Map<string, number>();
  for (const { explanation } of records) {
    if (explanation !== null) reasons.set(explanation, (reasons.get(explanation) ?? 0) + 1);
  }
  const explained = Array.from(reasons, ([reason, count]) => `${count} × ${reason}`);
  const full = MODEL_FAMILIES.map((model) => {
    const rows = records.filter((record) => record.model === model);
    return `${model} ${rows.filter(({ modelTask }) => isWhole(modelTask)).length} of ${rows.length}`;
  });
  return {
    caption:
      'Number of common languages; S is the union of a subset over its three seeds. Languages count by their codes ' +
      'in the coverage matrix, where BLOOM has zhs and zht instead of zh, and mT5-xl has fil instead of tl. ' +
      `${agreement(records)} rows agree with the print${explained.length === 0 ? '' : ` (${explained.join('; ')})`}.`,
    alt: `Rows in which the model knows every language of the benchmark: ${full.join(', ')}.`,
  };
}

function isWhole(share: string): boolean {
  const [common, whole] = share.split('/');
  return common === whole;
}
