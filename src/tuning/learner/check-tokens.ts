import { familyOf, type ModelConfig } from '../../model/families/families.js';

/**
 * Checks that a model can read a row of tokens.
 * @throws RangeError where the row is empty, longer than the model's positions, or has an id that is no token.
 */
export function checkTokens(name: string, ids: readonly number[], config: ModelConfig): void {
  const longest = familyOf(config).longestRow(config);
  if (ids.length === 0 || ids.length > longest) {
    throw new RangeError(`${name} must have 1..${longest} tokens, got ${ids.length}`);
  }
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocabularySize);
  if (wrong !== undefined) {
    throw new RangeError(`${name} must have ids in 0..${config.vocabularySize - 1}, got ${wrong}`);
  }
}
