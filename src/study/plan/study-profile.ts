/** What a study is told: plain data, which is written down beside its runs. */

/** One study: a model tuned on several choices of languages with one budget, and evaluated after each. */
export interface StudyProfile {
  /** Also the experiment of its run records. */
  readonly name: string;
  /** Name of the model in records, tables and figures. */
  readonly label: string;
  /** What `run.json` says, but for the languages, which each run has of its own. */
  readonly tuning: StudyTuning;
  readonly evaluation: StudyEvaluation;
  /** Subsets by name, and how often each is repeated, 1 to 3; `BASE`, the untuned model, is always evaluated. */
  readonly subsets: Readonly<Record<string, number>>;
  /** Numbers of languages that GEO is chosen with beside its 14, each with three seeds. */
  readonly counts: readonly number[];
}

/** `run.json` without languages; `lingtune tune --schema` describes every field. */
export interface StudyTuning {
  readonly model: string;
  readonly data: StudyData;
  readonly [field: string]: unknown;
}

/** Pairs to tune on; which ids are taken follows from the budget and the number of languages alone. */
export interface StudyData {
  /** Folder with a file a language. */
  readonly path?: string;
  /** Data set on the hub, or `pocket`. */
  readonly name?: string;
  /** Pairs in all, whatever the number of languages. */
  readonly budget: number;
  readonly variant?: 'current' | 'paper';
  readonly withoutResponse?: 'keep' | 'drop';
}

/** What every run is evaluated on. */
export interface StudyEvaluation {
  /** Names as `lingtune evaluate --tasks` takes them; benchmarks as a whole have an accuracy of their own. */
  readonly tasks: readonly string[];
  /** Most documents of each language; `null` for all. */
  readonly limit: number | null;
  /** Folder of the documents; `null` for where each benchmark has them. */
  readonly data: string | null;
}
