/** What an evaluation of a model by its name is told, and what it gives. */
import type { Variant } from '../../benchmarks/benchmark-task.js';
import type { AskedTasks } from '../../benchmarks/parse-tasks.js';
import type { EvaluationResult, EvaluationSummary } from '../../evaluation/evaluation-result.js';
import type { WrittenResults } from '../../evaluation/harness/results-writer.js';
import type { Answer } from '../../evaluation/stream-evaluation.js';
import type { LongWork } from '../../records/long-work.js';

/** What to evaluate. */
export interface EvaluateModelOptions extends LongWork {
  /** Folder of a model as transformers saves it, or its name on the hub. */
  readonly model: string;
  /** Folder of a LoRA adapter as PEFT saves it, or its name on the hub (default: none). */
  readonly adapter?: string | undefined;
  /** Folder of the tokenizer (default: the model's). */
  readonly tokenizer?: string | undefined;
  /**
   * Names as lm-evaluation-harness has them, `xcopa_et,xnli` or a list of them; benchmarks of one's own, which
   * `defineTask` has made, by themselves or in the list.
   */
  readonly tasks: AskedTasks;
  /** Whose prompts (default: `current`). */
  readonly variant?: Variant | undefined;
  /**
   * Folder with `<benchmark>/<split>.<language>.jsonl` files, but for benchmarks that bring their documents (default:
   * the data sets of the hub).
   */
  readonly data?: string | undefined;
  /** Split to score (default: the one that each benchmark scores). */
  readonly split?: string | undefined;
  /** Most documents of each task (default: all). */
  readonly limit?: number | undefined;
  /** Folder of the request cache, `null` for none (default: `scores` in the user's cache folder). */
  readonly cache?: string | null | undefined;
  /** Folder for results as lm-evaluation-harness writes them (default: nothing is written). */
  readonly output?: string | undefined;
  /** Whether every document goes into a file too, with its scores (default: no). */
  readonly samples?: boolean | undefined;
  /** Is told of each answer as it comes, for a table that fills (default: nobody is). */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

/** An evaluation without its documents, and where it was written. */
export interface ModelSummary extends EvaluationSummary {
  readonly model: string;
  readonly adapter: string | null;
  /** What computed, in one line. */
  readonly backend: string;
  /** `null` where nothing was to be written. */
  readonly files: WrittenResults | null;
}

/** An evaluation with all documents in memory, and where it was written. */
export interface ModelEvaluation extends ModelSummary, EvaluationResult {
  readonly tasks: EvaluationResult['tasks'];
}
