import type { ModelConfig } from '../../../src/model/families/families.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { referenceFile } from '../../reference-file.js';

/** Configuration of one of the random models, `bloom`, `gpt2` or `mt5`. */
export function testConfig(name: string): ModelConfig {
  return readModelConfig(referenceFile(`models/${name}`));
}
