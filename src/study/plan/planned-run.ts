import type { Variant } from '../../benchmarks/benchmark-task.js';
import type { RunDescription } from '../../records/run.js';
import type { RunConfig } from '../../tuning/config/run-config.js';

/**
 * One run before it is made: plain data, which say all that a process needs to make it, here or on another machine.
 * `planRuns` and `paperRuns` plan runs, `makeRun` makes one, `writeRecord` writes down what was made.
 */
export interface PlannedRun
  extends Pick<
    RunDescription,
    'experiment' | 'model' | 'subset' | 'run' | 'selectionSeed' | 'tuningSeed' | 'languages'
  > {
  /** Name within the study, also of its files: `GEO-1`, `GEO-k4-1`, `BASE`, `main/BLOOM-7B1/GEO-1`. */
  readonly name: string;
  /** Name of an earlier run with the same configuration, which would come out the same; `null` where there is none. */
  readonly sameAs: string | null;
  /** What is tuned, every default filled in: what `lingtune tune --config` reads; `null` for BASE. */
  readonly config: RunConfig | null;
  readonly evaluation: PlannedEvaluation;
}

/** What a planned run is evaluated on. */
export interface PlannedEvaluation {
  /** Folder of the model, or its name on the hub. */
  readonly model: string;
  /** Names as `lingtune evaluate --tasks` takes them. */
  readonly tasks: readonly string[];
  readonly variant: Variant;
  /** Most documents of each language; `null` for all. */
  readonly limit: number | null;
  /** Folder of the documents; `null` or absent for where each benchmark has them. */
  readonly data?: string | null;
}

/** Runs with the names of those that they would be copies of. */
export function withCopiesNamed(runs: readonly Omit<PlannedRun, 'sameAs'>[]): PlannedRun[] {
  const made = new Map<string, string>();
  return runs.map(({ config, evaluation, ...described }) => {
    const key = JSON.stringify([config, evaluation]);
    const sameAs = made.get(key) ?? null;
    if (sameAs === null) made.set(key, described.name);
    return { ...described, sameAs, config, evaluation };
  });
}
