/** Claims that need something that does not ship. */
import type { Finding } from './claim.js';

/** What the package does not hold, and what stands in its way. */
export const NOT_SHIPPED = {
  'origin of the learned vectors':
    'vectors of 512 numbers ship, and no number tells whether they are language vectors alone or joined with others',
  'tuning seeds': 'the seed of a tuning stands in its job script, and neither logs nor data/ give it',
} as const;

/** Something that a claim needs and that does not ship. */
export type NotShipped = keyof typeof NOT_SHIPPED;

/** The finding on a claim whose check needs what does not ship. */
export function notShipped(needed: NotShipped): Finding {
  return {
    weFind: `nothing: no ${needed} in data/`,
    verdict: 'not checkable here',
    why: `The check needs ${needed}: ${NOT_SHIPPED[needed]}.`,
  };
}
