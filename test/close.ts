import assert from 'node:assert/strict';

/**
 * Asserts that numbers are equal within a relative tolerance (absolute below 1).
 * Two NaN are equal; so are two equal infinities.
 */
export function assertClose(
  actual: number | readonly number[],
  expected: number | readonly number[],
  tolerance: number,
  message = '',
): void {
  const left = typeof actual === 'number' ? [actual] : actual;
  const right = typeof expected === 'number' ? [expected] : expected;
  assert.equal(left.length, right.length, `${message} length`);
  for (const [index, value] of left.entries()) {
    const wanted = right[index] as number;
    if (Object.is(value, wanted) || value === wanted) continue;
    const scale = Math.max(1, Math.abs(wanted));
    assert.ok(
      Math.abs(value - wanted) <= tolerance * scale,
      `${message} [${index}]: ${value} differs from ${wanted} by more than ${tolerance} relative`,
    );
  }
}
