/** A benchmark: everything that is known of it, where its documents are, and how they become requests. */
import type { PythonForm } from '../base/python/python-form.js';
import type { BenchmarkFacts } from '../records/run.js';

/**
 * Which prompts, encoding and pooling: `current` as lm-evaluation-harness 0.4.13 has them, `paper` as the authors'
 * fork of 0.4.0 had them, with PAWS-X's labels swapped.
 */
export type Variant = 'current' | 'paper';

/** Both variants, the default first. */
export const VARIANTS: readonly Variant[] = ['current', 'paper'];

/** What a language model is asked: how likely the continuation is after the context. */
export interface PromptRequest {
  /** May be empty. */
  readonly context: string;
  readonly continuation: string;
}

/** A document of a benchmark made ready for scoring. */
export interface BenchmarkDocument {
  /** All fields, those included that scoring does not need, after the benchmark's own processing. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What Python would make of the fields where that is not plain (default: plain); it decides the document's hash. */
  readonly form?: PythonForm;
  /** One request a choice. */
  readonly requests: readonly PromptRequest[];
  /** Index of the right choice. */
  readonly gold: number;
  /** What lm-evaluation-harness writes as the document's target. */
  readonly target: string;
}

/** Documents of one language, in order. */
export type BenchmarkRows = Iterable<unknown> | AsyncIterable<unknown>;

/** Where the documents of a benchmark are. */
export interface BenchmarkDataset {
  /** Name of the data set on the hub, or what results files should call one's own. */
  readonly name: string;
  /** Split that is scored. */
  readonly split: string;
  /** Folder with `<benchmark>/<split>.<language>.jsonl` files (default: the documents come from the hub). */
  readonly folder?: string | undefined;
  /**
   * Gives the documents of a language, as records with the benchmark's fields; it is asked twice, first to check and
   * then to score, and must give the same (default: they come from the folder or the hub).
   */
  readonly rows?: ((language: string) => BenchmarkRows | Promise<BenchmarkRows>) | undefined;
}

/** A benchmark, in all its languages. */
export interface BenchmarkTask extends BenchmarkFacts {
  /** What its languages' task names begin with: `paws`. */
  readonly prefix: string;
  /** Its languages as the task names and the configurations of the data set have them, in the group's order. */
  readonly languages: readonly string[];
  /** ISO 639-1 codes of those that it names otherwise. */
  readonly isoCodes: Readonly<Record<string, string>>;
  readonly dataset: BenchmarkDataset;
  /** Version of the task of each language, by variant. */
  readonly versions: Readonly<Record<Variant, number>>;
  /** Version of the group. */
  readonly groupVersion: string;
  /** What stands between a context and a choice, by variant. */
  readonly delimiters: Readonly<Record<Variant, string>>;
  /**
   * Makes a row of the data set ready for scoring.
   * `place` names the row in messages, for example `xnli_de, document 17`.
   * @returns `null` for a row that the benchmark leaves out.
   * @throws Error with the place where a field is missing or not of its kind.
   * @throws RangeError where the benchmark has no such language.
   */
  read(
    row: unknown,
    options: { readonly language: string; readonly variant: Variant; readonly place: string },
  ): BenchmarkDocument | null;
}
