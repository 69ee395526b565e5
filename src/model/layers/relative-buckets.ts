/** How T5 sorts the distances between tokens into buckets. */
export interface BucketOptions {
  /** Whether tokens behind the looking one have buckets of their own, as in the encoder; else all are at distance 0. */
  readonly isBidirectional: boolean;
  /** Number of buckets, of both directions together. */
  readonly buckets: number;
  /** Distance from which on all tokens are in the last bucket. */
  readonly maxDistance: number;
}

/**
 * The bucket of each pair of tokens: small distances have one each, larger ones share them on a logarithmic scale.
 * Positions are given, not counted, so that branches that lie side by side in a row keep their distance from the trunk.
 * @param looking positions of the tokens that look, [batch, time].
 * @param seen positions of the tokens that they look at, [batch, seen].
 * @returns [batch * time * seen], each in `0..buckets - 1`.
 * Source: Raffel et al. 2020 (arXiv 1910.10683), section 2.1; equal to transformers' `_relative_position_bucket`.
 */
export function relativeBuckets(
  looking: readonly (readonly number[])[],
  seen: readonly (readonly number[])[],
  options: BucketOptions,
): Int32Array {
  const known = new Map<number, number>();
  const bucketOf = (distance: number) => {
    const bucket = known.get(distance) ?? distanceBucket(distance, options);
    known.set(distance, bucket);
    return bucket;
  };
  const rows = looking.map((places, row) => [places, seen[row] ?? []] as const);
  const buckets = new Int32Array(rows.reduce((sum, [places, keys]) => sum + places.length * keys.length, 0));
  let index = 0;
  for (const [places, keys] of rows) {
    for (const place of places) {
      for (const key of keys) {
        buckets[index] = bucketOf(key - place);
        index += 1;
      }
    }
  }
  return buckets;
}

/** The bucket of one distance, positive behind the looking token. It rounds as transformers does: to float32. */
function distanceBucket(distance: number, { isBidirectional, buckets, maxDistance }: BucketOptions): number {
  const count = isBidirectional ? Math.floor(buckets / 2) : buckets;
  const first = isBidirectional && distance > 0 ? count : 0;
  const away = isBidirectional ? Math.abs(distance) : Math.max(0, -distance);
  const exact = Math.floor(count / 2);
  if (away < exact) return first + away;
  const logarithm = Math.fround(Math.log(Math.fround(away / exact)));
  const share = Math.fround(logarithm / Math.fround(Math.log(maxDistance / exact)));
  return first + Math.min(count - 1, exact + Math.trunc(Math.fround(share * (count - exact))));
}
