import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { studyContents } from '../../src/charts/study/study-contents.js';
import { readPublished } from '../../src/results/published.js';
import { STUDY_PROFILES } from '../../src/study/plan/profiles.js';
import type { StudyProfile } from '../../src/study/plan/study-profile.js';
import { replicate } from '../../src/study/replicate.js';
import { recordRun } from '../../src/study/store/run-record.js';
import { studyFacts } from '../../src/study/store/study-facts.js';
import { temporaryFolder } from '../temporary-folder.js';

const { smoke } = STUDY_PROFILES;
/** The smoke study with all weights tuned, for a few steps. */
const PROFILE: StudyProfile = {
  ...smoke,
  tuning: {
    ...smoke.tuning,
    lora: null,
    data: { name: 'pocket', budget: 100 },
    training: { steps: 4, batchSize: 8, accumulation: 1, learningRate: 0.003, maxLength: 128 },
  },
  evaluation: { tasks: ['pocket_names_vi', 'pocket_keywords_vi'], limit: 5, data: null },
  subsets: { VI: 1, GEO: 1 },
};

test('replicate(profile, options) tunes all weights of the pocket model, evaluates them and reports, twice the same', async (t) => {
  const output = temporaryFolder(t);
  const study = await replicate(PROFILE, { output });
  assert.deepEqual(
    study.records.map(({ name, tuning }) => [name, tuning?.config.lora, tuning?.steps]),
    [
      ['BASE', undefined, undefined],
      ['VI-1', null, 4],
      ['GEO-1', null, 4],
    ],
  );
  const saved = join(output, 'tuning', 'VI-1', 'adapter');
  assert.deepEqual(
    ['model.safetensors', 'config.json', 'adapter_config.json'].map((name) => existsSync(join(saved, name))),
    [true, true, false],
  );
  const report = () => studyContents(study.records.map(recordRun), readPublished(), studyFacts(study));
  assert.match(JSON.stringify(report().tables), /VI/);
  assert.deepEqual((await replicate(PROFILE, { output })).records, study.records);
});
