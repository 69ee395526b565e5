/** Assertions that every figure must pass. */
import assert from 'node:assert/strict';
import type { Figure, FigureRecord } from '../../src/records/figure.js';

/** A name that would run a script as HTML, be bold and a link for Plotly, and a formula for MathJax. */
export const HOSTILE = '<img src=x onerror="alert(1)"><b>$x$</b> %{x}';

/** Asserts that the figure is plain JSON: written and read again it is the same. */
export function assertPlain(figure: Figure): void {
  assert.deepEqual(JSON.parse(JSON.stringify(figure)), figure);
}

/**
 * Asserts that no text that Plotly draws holds markup or a formula from data, and that no text is a hover template,
 * in which `%{…}` would be filled in.
 */
export function assertInert({ data, layout }: Figure): void {
  const drawn = JSON.stringify({ data, layout });
  assert.ok(drawn.includes('&lt;img src=x'), 'the name is drawn');
  assert.ok(!drawn.includes('<img'), 'no tag');
  assert.ok(!drawn.includes('$'), 'no formula');
  assert.ok(!drawn.includes('hovertemplate') && !drawn.includes('texttemplate'), 'no template');
}

/** The one record with these fields. */
export function recordAt({ records }: Figure, at: FigureRecord): FigureRecord {
  const found = records.filter((record) => Object.entries(at).every(([key, value]) => record[key] === value));
  const [record] = found;
  assert.ok(
    record !== undefined && found.length === 1,
    `one record at ${JSON.stringify(at)}, got ${found.length}`,
  );
  return record;
}

/** The traces that hold marks: those with hover texts. */
export function hoverTexts({ data }: Figure): string[] {
  return data.flatMap((trace) => (Array.isArray(trace.hovertext) ? (trace.hovertext as string[]) : []));
}
