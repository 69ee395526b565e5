import type { Run } from '../../records/run.js';

/** What may tell runs apart, as short texts, the most telling first. */
const PARTS: readonly ((run: Run) => string)[] = [
  ({ model }) => model,
  ({ subset }) => subset,
  ({ run }) => `run ${run}`,
  ({ conditions }) => conditions ?? 'zero-shot on all documents',
  ({ experiment }) => experiment,
  ({ source }) => source,
];

/**
 * Short names that tell runs apart: of model, subset, repetition, conditions, experiment and source only those parts in which they
 * differ, the earlier ones first and no more than are needed. A run alone is called by its subset.
 * @returns names in the order of the runs, all different.
 * @throws RangeError where there is no run, or nothing tells two of them apart.
 */
export function runNames(runs: readonly Run[]): string[] {
  const [first] = runs;
  if (first === undefined) throw new RangeError('runNames: runs must hold at least one, got none');
  if (runs.length === 1) return [first.subset];
  const differing = PARTS.filter((part) => new Set(runs.map(part)).size > 1);
  for (let count = 1; count <= differing.length; count += 1) {
    const names = runs.map((run) =>
      differing
        .slice(0, count)
        .map((part) => part(run))
        .join(' · '),
    );
    if (new Set(names).size === runs.length) return names;
  }
  throw new RangeError(`runNames: runs must differ in something, got ${first.source} more than once`);
}
