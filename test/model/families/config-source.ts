import type { ConfigSource } from '../../../src/model/families/family.js';

/** Where a test's configuration is from, which says no length itself. */
export function configSource(modelType: string, maxLength = 8): ConfigSource {
  return { modelType, place: 'test', maxLength: () => maxLength };
}
