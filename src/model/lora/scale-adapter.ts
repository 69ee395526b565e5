import type { Adapter } from './adapter.js';

/**
 * The same adapter, adding more or less: its α times a factor.
 * @param factor from 0, which disables it; 1 leaves it as it is.
 * @returns an adapter that shares its tensors with the one given.
 * @throws RangeError where the factor is negative or no finite number.
 * Source: PEFT 0.21, `LoraLayer.scale_layer`, which multiplies what the adapter adds; here the factor is written too.
 */
export function scaleAdapter({ config, tensors }: Adapter, factor: number): Adapter {
  if (!(factor >= 0 && factor < Infinity)) {
    throw new RangeError(`scaleAdapter: factor must be a number from 0, got ${factor}`);
  }
  return { config: { ...config, alpha: config.alpha * factor }, tensors };
}
