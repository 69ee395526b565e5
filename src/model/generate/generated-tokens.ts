/** What generation gives; apart from what computes it, so that reading these types asks for no tensors. */

/** Why a text ends: the model ended it, it has `maxTokens`, or the model has no positions for more. */
export type Ending = 'end-of-text' | 'max-tokens' | 'positions';

/** New tokens. */
export interface GeneratedTokens {
  /** Token ids without the prompt's; where the model ended the text, the last one says so. */
  readonly ids: readonly number[];
  readonly ending: Ending;
}
