/** Every run of the paper, as a plan that a cluster can carry out: nothing is run here. */
import { TASKS } from '../../records/run.js';
import { type PublishedTraining, readPublishedTraining } from '../../results/published.js';
import { parseRunConfig } from '../../tuning/config/read-run-config.js';
import { type PlannedRun, withCopiesNamed } from './planned-run.js';
import { tuningSeeds } from './tuning-seeds.js';

/** The subsets of the paper's text; the authors' logs hold one more, which it does not report. */
const SUBSETS = ['TYPO', 'GEO', 'LEARN', 'SEM', 'FAM', 'RND', 'ALL', 'VI'];
const EXPERIMENTS = ['main', 'analysis', 'varying'];
/** Micro-batches where they are not the defaults' 4 × 8. Source: the numbers of steps in the authors' logs. */
const BATCHES: Readonly<Record<string, object>> = { 'BLOOM-7B1': { batchSize: 2, accumulation: 16 } };
/** With the number of languages that the main runs have, a run of GEO bears no number in its name. */
const MAIN_COUNT = 14;

/**
 * The runs of the paper: five models × subsets × three repetitions, one fixed choice three times, VI, GEO with 1 to 52
 * languages on two models, and the five models as they are.
 *
 * Experiments are `main`, `analysis`, `varying`, and `base` for the models without tuning; names begin with them and the
 * model: `varying/mGPT/GEO-k4-2`. Languages, and numbers of steps, are those of the authors' logs; all other settings are the defaults of `run.json`, but
 * for the seeds, of which `tuningSeeds` tells.
 * Source: the 331 published logs, without those of a subset that the paper does not report.
 */
export function paperRuns(): PlannedRun[] {
  const published = readPublishedTraining().filter(({ subset }) => SUBSETS.includes(subset));
  const bases = new Map(published.map(({ model, baseModel }) => [model, baseModel]));
  const runs = Array.from(bases, ([model, baseModel]) => {
    const own = EXPERIMENTS.flatMap((experiment) =>
      published.filter((run) => run.model === model && run.experiment === experiment),
    );
    const seeds = tuningSeeds(own);
    return [untunedRun(model, baseModel), ...own.map((run, index) => tunedRun(run, seeds[index] ?? null))];
  });
  return withCopiesNamed(runs.flat());
}

type UniqueRun = Omit<PlannedRun, 'sameAs'>;

function tunedRun(published: PublishedTraining, tuningSeed: number | null): UniqueRun {
  const { experiment, model, subset, run, languages, selectionSeed, baseModel, trainSteps } = published;
  const training = { steps: trainSteps, seed: tuningSeed, ...(BATCHES[model] ?? {}) };
  return {
    ...{ name: runName(published), experiment, model, subset, run, selectionSeed, tuningSeed, languages },
    config: parseRunConfig(
      { model: baseModel, data: { variant: 'paper', languages }, training },
      'paperRuns',
    ),
    evaluation: paperEvaluation(baseModel),
  };
}

function untunedRun(model: string, baseModel: string): UniqueRun {
  return {
    ...{ name: `base/${model}/BASE`, experiment: 'base', model, subset: 'BASE', run: 1 },
    ...{ selectionSeed: null, tuningSeed: null, languages: [], config: null },
    evaluation: paperEvaluation(baseModel),
  };
}

function runName({ experiment, model, subset, run, languages }: PublishedTraining): string {
  const isCounted = experiment === 'varying' && subset === 'GEO' && languages.length !== MAIN_COUNT;
  return `${experiment}/${model}/${subset}${isCounted ? `-k${languages.length}` : ''}-${run}`;
}

function paperEvaluation(model: string): PlannedRun['evaluation'] {
  return { model, tasks: TASKS, variant: 'paper', limit: null };
}
