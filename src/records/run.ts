/**
 * The run record: one tuned model and every accuracy it reached.
 *
 * Two forms hold the same facts. `RunRecord` is one row a score, the form of CSV files and data frames.
 * `Run` is one object a run, the form that figures, tables and claims compute with.
 */

/** The five benchmarks of the paper, in the order of its Table 3. */
export const TASKS = ['xnli', 'xcopa', 'xstorycloze', 'xwinograd', 'pawsx'] as const;

/** What tables and figures say of a benchmark; its definition in `benchmarks/` has all of it. */
export interface BenchmarkFacts {
  /** Name of the benchmark, and of the group of its languages: `pawsx`. */
  readonly name: string;
  /** Its name as readers know it: `PAWS-X`. */
  readonly title: string;
  /** The same where there is little room. */
  readonly shortTitle: string;
  /** Accuracy of guessing, 0..1; `null` where it is not known. */
  readonly chance: number | null;
}

/** What is known of a run beside its scores. */
export interface RunDescription {
  /** `main`, `analysis` and `varying` in the paper's logs; free text in one's own. */
  readonly experiment: string;
  /** Name of the base model as the paper prints it, for example `BLOOM-7B1`. */
  readonly model: string;
  /** How the languages were chosen: `GEO`, `RND`, `ALL`, … */
  readonly subset: string;
  /** Number of the repetition, counted from 1. */
  readonly run: number;
  /** Seed of the language selection; `null` where none was used or it is not known. */
  readonly selectionSeed: number | null;
  /** Seed of the tuning; `null` where it is not known. */
  readonly tuningSeed: number | null;
  /** ISO 639-1 codes of the languages tuned on; empty where they are not known. */
  readonly languages: readonly string[];
  /** `partial` where the source lacks scores that its kind promises, or was not zero-shot on all documents. */
  readonly status: 'complete' | 'partial';
  /**
   * What the evaluation differs in from the paper's, zero-shot on all documents, for example `limit 10, 5-shot`;
   * absent where in nothing. Runs of different conditions are never averaged or tested together.
   */
  readonly conditions?: string;
  /** Benchmarks that were scored and that this package has not; absent where there are none. CSV files leave them out. */
  readonly ownBenchmarks?: readonly BenchmarkFacts[];
  /** File that the scores come from. */
  readonly source: string;
  /** Source of the run that this one is a byte-for-byte copy of, or `null`. */
  readonly duplicateOf: string | null;
}

/** One accuracy of a run. */
export interface Score {
  /** Benchmark, for example `xnli`. */
  readonly task: string;
  /** ISO 639-1 code, or `null` for the accuracy of the whole group as the harness reports it. */
  readonly language: string | null;
  /** Share of documents answered rightly, 0..1. */
  readonly accuracy: number;
  /** Standard error of the accuracy as the harness reports it, 0..1, or `null`. */
  readonly stderr: number | null;
  /** Version of the task in the harness, for example `1` or `1.0`; `null` for groups without one. */
  readonly version: string | null;
}

/** One score with the description of its run: a row of `data/published-runs.csv`. */
export interface RunRecord extends RunDescription, Score {}

/** One run with all its scores. */
export interface Run extends RunDescription {
  readonly scores: readonly Score[];
}

/** Gathers rows into runs, one for each `source`, in the order of first appearance. */
export function groupRuns(records: readonly RunRecord[]): Run[] {
  const bySource = new Map<string, { description: RunDescription; scores: Score[] }>();
  for (const { task, language, accuracy, stderr, version, ...description } of records) {
    let group = bySource.get(description.source);
    if (group === undefined) {
      group = { description, scores: [] };
      bySource.set(description.source, group);
    }
    group.scores.push({ task, language, accuracy, stderr, version });
  }
  return Array.from(bySource.values(), ({ description, scores }) => ({ ...description, scores }));
}

/** Spreads runs into rows, one a score: the inverse of `groupRuns`. */
export function flattenRuns(runs: readonly Run[]): RunRecord[] {
  return runs.flatMap(({ scores, ...description }) => scores.map((score) => ({ ...description, ...score })));
}
