/** Why a language was or was not chosen. */
import { quoteText } from '../base/printable.js';
import type { Cluster, Selection } from './selection.js';
import { isTied } from './ties.js';

/** What a selection says of one language. */
export interface LanguageExplanation {
  readonly code: string;
  readonly chosen: boolean;
  /** The language that stands for its group: itself where it is chosen. */
  readonly representative: string;
  /** Languages of its group, itself among them, nearest to the centre first. */
  readonly group: readonly string[];
  /** Place in that order, from 1; tied languages share the better one. `null` where no distances are known. */
  readonly rank: number | null;
  /** Distance from the group's centre, in the unit of the features; `null` where no distances are known. */
  readonly distance: number | null;
  /** Languages that would have stood for the group exactly as well as the representative. */
  readonly tied: readonly string[];
  /** The language nearest to the centre beside the representative; `null` where it is alone or no distances are known. */
  readonly runnerUp: { readonly code: string; readonly distance: number } | null;
  /** Languages that it stands for beside itself; none where it is not chosen. */
  readonly standsFor: readonly string[];
}

/**
 * Explains one language's part in a selection.
 * @returns `null` where the selection has no groups: languages chosen at random, or all.
 * @throws RangeError where the language is in no group: it could not be chosen, or its family was not.
 */
export function explainLanguage(selection: Selection, code: string): LanguageExplanation | null {
  if (selection.clusters.length === 0) return null;
  const cluster = selection.clusters.find(({ members }) => members.includes(code));
  if (cluster === undefined) {
    const why = selection.missing.includes(code) ? ', which has no features' : '';
    throw new RangeError(`explainLanguage: code must be in a group, got ${quoteText(code)}${why}`);
  }
  const order = nearestFirst(cluster);
  const own = order.find((member) => member.code === code);
  const measured = cluster.distances.length > 0;
  const runnerUp = order.find((member) => member.code !== cluster.chosen);
  const nearer = order.filter((member) => own !== undefined && byDistance(member, own) < 0);
  return {
    code,
    chosen: code === cluster.chosen,
    representative: cluster.chosen,
    group: order.map((member) => member.code),
    rank: measured ? nearer.length + 1 : null,
    distance: measured ? (own?.distance ?? null) : null,
    tied: cluster.tied,
    runnerUp: measured ? (runnerUp ?? null) : null,
    standsFor: code === cluster.chosen ? cluster.members.filter((member) => member !== code) : [],
  };
}

/** A language of a group and its distance from the centre; 0 where none is known. */
interface Member {
  readonly code: string;
  readonly distance: number;
}

function nearestFirst({ members, distances }: Cluster): Member[] {
  return members.map((code, index) => ({ code, distance: distances[index] ?? 0 })).sort(byDistance);
}

function byDistance(a: Member, b: Member): number {
  return isTied(a.distance, b.distance) ? 0 : a.distance - b.distance;
}
