import type { ModelConfig } from '../config/model-config.js';
import { targetLayers } from './target-modules.js';

/**
 * Parameters that an adapter has, from the model's configuration alone.
 * @param rank from 1.
 * @returns rank · (in + out), summed over the layers that the targets match.
 * @throws what `targetLayers` throws.
 */
export function countTrainable(
  config: ModelConfig,
  { rank, targetModules }: { readonly rank: number; readonly targetModules: readonly string[] | string },
): number {
  return targetLayers(config, targetModules).reduce(
    (sum, { input, output }) => sum + rank * (input + output),
    0,
  );
}
