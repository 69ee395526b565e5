import type { Cluster } from '../selection.js';
import type { Grouping } from './choice.js';

/**
 * The groups of a selection by code, in the order of their chosen languages.
 * @param codes n codes in the order of the table; the grouping's places are theirs.
 */
export function assembleClusters(
  codes: readonly string[],
  { chosen, labels, distances, tied }: Grouping,
): Cluster[] {
  const code = (place: number): string => codes[place] as string;
  const order = [...chosen.keys()].sort((a, b) => (chosen[a] as number) - (chosen[b] as number));
  return order.map((group) => {
    const members = [...labels.keys()].filter((place) => labels[place] === group);
    return {
      chosen: code(chosen[group] as number),
      members: members.map(code),
      tied: [...(tied[group] as readonly number[])].sort((a, b) => a - b).map(code),
      distances: members.map((place) => distances[place] as number),
    };
  });
}
