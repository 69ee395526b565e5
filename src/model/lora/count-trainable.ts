import { checkInteger } from '../../base/check-integer.js';
import type { ModelConfig } from '../families/families.js';
import { defaultTargets, targetLayers } from './target-modules.js';

/** What decides the size of an adapter. */
export interface CountTrainableOptions {
  /** Width between the two matrices, from 1. */
  readonly rank: number;
  /** Layers that it changes (default: PEFT's for the model). */
  readonly targetModules?: readonly string[] | string;
}

/**
 * Parameters that an adapter has, from the model's configuration alone.
 * @returns rank · (in + out), summed over the layers that the targets match.
 * @throws RangeError where the rank is out of range; what `targetLayers` throws.
 */
export function countTrainable(
  config: ModelConfig,
  { rank, targetModules = defaultTargets(config) }: CountTrainableOptions,
): number {
  checkInteger('countTrainable: rank', rank, 1, Number.MAX_SAFE_INTEGER);
  return targetLayers(config, targetModules).reduce(
    (sum, { input, output }) => sum + rank * (input + output),
    0,
  );
}
