/** What tells repetitions with the same languages. */
export interface Repetition {
  readonly experiment: string;
  readonly subset: string;
  readonly languages: readonly string[];
}

/** Seed of the authors' tuning. Source: their scripts. */
const FIRST = 42;

/**
 * Seeds of the tuning of several runs: 42 for all that differ in their languages; where a repetition has the languages of
 * earlier ones of its subset, as ALL and small numbers of clusters do, the next numbers, since it would be their copy.
 * The authors' repetitions share a seed, and differ by what a GPU does in another order.
 * @param runs of one model.
 */
export function tuningSeeds(runs: readonly Repetition[]): number[] {
  const times = new Map<string, number>();
  return runs.map(({ experiment, subset, languages }) => {
    const key = JSON.stringify([experiment, subset, languages]);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return FIRST + before;
  });
}
