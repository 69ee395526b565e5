/** Every run of the paper as a job that a cluster can do: nothing is run here. */

import { type RunDescription, TASKS } from '../../records/run.js';
import { type PublishedTraining, readPublishedTraining } from '../../results/published.js';
import { parseRunConfig } from '../../tuning/config/read-run-config.js';
import type { RunConfig } from '../../tuning/config/run-config.js';
import { tuningSeeds } from './tuning-seeds.js';

/** What a job says of its run as records of runs do; the model's name on the hub is in `config` and `evaluation`. */
type Described = Pick<
  RunDescription,
  'model' | 'subset' | 'run' | 'selectionSeed' | 'tuningSeed' | 'languages'
>;

/** One run of the paper. */
export interface PaperJob extends Described {
  /** `main/BLOOM-7B1/GEO-1`, `varying/mGPT/GEO-k4-2`, `base/mT5-xl/BASE`. */
  readonly name: string;
  /** `main`, `analysis`, `varying`, or `base` for the models without tuning. */
  readonly experiment: string;
  /** Name of an earlier job with the same configuration, whose run would come out the same; `null` where there is none. */
  readonly sameAs: string | null;
  /** What `lingtune tune --config` reads; `null` without tuning. */
  readonly config: RunConfig | null;
  readonly evaluation: {
    readonly model: string;
    readonly tasks: readonly string[];
    readonly variant: 'paper';
    readonly limit: null;
  };
}

/** The subsets of the paper's text; the authors' logs hold one more, which it does not report. */
const SUBSETS = ['TYPO', 'GEO', 'LEARN', 'SEM', 'FAM', 'RND', 'ALL', 'VI'];
const EXPERIMENTS = ['main', 'analysis', 'varying'];
/** Micro-batches where they are not the defaults' 4 × 8. Source: the numbers of steps in the authors' logs. */
const BATCHES: Readonly<Record<string, object>> = { 'BLOOM-7B1': { batchSize: 2, accumulation: 16 } };
/** With the number of languages that the main runs have, a run of GEO bears no number in its name. */
const MAIN_COUNT = 14;

/**
 * The jobs of the paper: five models × subsets × three repetitions, one fixed choice three times, VI, GEO with 1 to 52
 * languages on two models, and the five models as they are.
 *
 * Languages, and numbers of steps, are those of the authors' logs; all other settings are the defaults of `run.json`, but
 * for the seeds, of which `tuningSeeds` tells.
 * Source: the 331 published logs, without those of a subset that the paper does not report.
 */
export function paperJobs(): PaperJob[] {
  const published = readPublishedTraining().filter(({ subset }) => SUBSETS.includes(subset));
  const bases = new Map(published.map(({ model, baseModel }) => [model, baseModel]));
  const made = new Map<string, string>();
  const jobs = Array.from(bases, ([model, baseModel]) => {
    const own = EXPERIMENTS.flatMap((experiment) =>
      published.filter((run) => run.model === model && run.experiment === experiment),
    );
    const seeds = tuningSeeds(own);
    return [untunedJob(model, baseModel), ...own.map((run, place) => tunedJob(run, seeds[place] ?? null))];
  });
  return jobs.flat().map((job) => {
    const key = JSON.stringify([job.config, job.evaluation]);
    const sameAs = made.get(key) ?? null;
    if (sameAs === null) made.set(key, job.name);
    return { ...job, sameAs };
  });
}

function tunedJob(published: PublishedTraining, tuningSeed: number | null): PaperJob {
  const { experiment, model, subset, run, languages, selectionSeed, baseModel, trainSteps } = published;
  const training = { steps: trainSteps, seed: tuningSeed, ...(BATCHES[model] ?? {}) };
  return {
    ...{ name: jobName(published), experiment, model, subset, run, selectionSeed, tuningSeed, languages },
    sameAs: null,
    config: parseRunConfig(
      { model: baseModel, data: { variant: 'paper', languages }, training },
      'paperJobs',
    ),
    evaluation: paperEvaluation(baseModel),
  };
}

function untunedJob(model: string, baseModel: string): PaperJob {
  return {
    ...{ name: `base/${model}/BASE`, experiment: 'base', model, subset: 'BASE', run: 1 },
    ...{ selectionSeed: null, tuningSeed: null, languages: [], sameAs: null, config: null },
    evaluation: paperEvaluation(baseModel),
  };
}

function jobName({ experiment, model, subset, run, languages }: PublishedTraining): string {
  const isCounted = experiment === 'varying' && subset === 'GEO' && languages.length !== MAIN_COUNT;
  return `${experiment}/${model}/${subset}${isCounted ? `-k${languages.length}` : ''}-${run}`;
}

function paperEvaluation(model: string): PaperJob['evaluation'] {
  return { model, tasks: TASKS, variant: 'paper', limit: null };
}
