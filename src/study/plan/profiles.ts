/** The studies that ship, as plain data. */
import type { StudyProfile } from './study-profile.js';

/** The paper's six choices of 14 languages, three seeds each, and all 52 once. */
const SUBSETS = { TYPO: 3, GEO: 3, LEARN: 3, SEM: 3, FAM: 3, RND: 3, ALL: 1 } as const;

/** What the pocket model learns from: short pairs, so that a step takes a fraction of a second. */
const TUNING = {
  model: 'pocket',
  lora: { r: 16, alpha: 32, dropout: 0 },
  checkpoint: { every: 20, keep: 1 },
} as const;

const TRAINING = {
  batchSize: 32,
  accumulation: 1,
  learningRate: 0.003,
  warmup: 10,
  maxLength: 256,
  padToMultiple: 4,
} as const;

const TASKS = ['pocket_names', 'pocket_keywords', 'pocket_articles'] as const;

/** Profiles by name; `paper` is no study of this kind but a list of jobs. */
export const STUDY_PROFILES: Readonly<Record<'pocket' | 'smoke', StudyProfile>> = {
  pocket: {
    name: 'pocket',
    label: 'Pocket',
    tuning: {
      ...TUNING,
      data: { name: 'pocket', budget: 1400 },
      training: { ...TRAINING, steps: 100 },
    },
    evaluation: { tasks: TASKS, limit: 15, data: null },
    subsets: SUBSETS,
    counts: [],
  },
  smoke: {
    name: 'smoke',
    label: 'Pocket (smoke)',
    tuning: {
      ...TUNING,
      data: { name: 'pocket', budget: 700 },
      training: { ...TRAINING, steps: 40 },
    },
    evaluation: { tasks: TASKS, limit: 3, data: null },
    subsets: { GEO: 3, RND: 3, ALL: 1 },
    counts: [],
  },
};

/** Name of a profile. */
export type StudyProfileName = keyof typeof STUDY_PROFILES;
