import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableHtml } from '../../../src/charts/tables/table-html.js';
import type { Band, Table } from '../../../src/records/table.js';
import { SMALL_TABLE } from '../../paper/small-table.js';

/** What GitHub shows: the elements without their styles. */
function withoutStyles(html: string): string {
  return html.replaceAll(/ (style|class)="[^"]*"/g, '');
}

test('tableHtml(table) carries its meaning in elements and symbols alone', () => {
  assert.equal(
    withoutStyles(tableHtml(SMALL_TABLE)),
    [
      '<div>',
      '<table>',
      '<caption><b>A small table</b><br>What it says.<br><small>What it holds.</small><br><small>±: half width ' +
        'of the 95 % interval over runs. Bold: best of its column within the group. ▲▲▲ p ≤ 0.05, ▲▲ p ≤ 0.10, ' +
        '▲ p ≤ 0.15: over the reference; ▼ likewise: under it (two-sided paired t-test). Struck through: what ' +
        'the paper prints, where that differs.</small></caption>',
      '<thead>',
      '<tr><th scope="col">Subset</th><th scope="col">Score</th><th scope="col">Languages</th></tr>',
      '</thead>',
      '<tbody>',
      '<tr><th scope="rowgroup" colspan="3">BLOOM</th></tr>',
      '<tr><th scope="row">RND</th><td>50.00 <small>±2.48</small></td><td>ar en <small><del>en</del></small></td></tr>',
      '</tbody>',
      '<tbody>',
      '<tr><th scope="rowgroup" colspan="3">mGPT</th></tr>',
      '<tr><th scope="row">GEO</th><td><small>▲▲▲</small> <b>9.50</b> <small>±0.10</small><br>' +
        '<small><del>9.51 ±0.10</del></small></td><td>–</td></tr>',
      '</tbody>',
      '</table>',
      '</div>',
    ].join('\n'),
  );
});

const HOSTILE = `<script>alert("x")</script><img src=x onerror='y'>&`;

const PLACES: readonly (readonly [string, Partial<Table>])[] = [
  ['the title', { title: HOSTILE }],
  ['the caption', { caption: HOSTILE }],
  ['the alternative text', { alt: HOSTILE }],
  ['a column name', { columns: [HOSTILE, 'Score', 'Languages'] }],
  ['a group label', { groups: [{ label: HOSTILE, start: 0 }] }],
  ['a row label', { rows: [[{ text: HOSTILE, label: true }]] }],
  ['a value', { rows: [[{ text: HOSTILE, best: true }]] }],
  ['a margin', { rows: [[{ text: '1', margin: HOSTILE }]] }],
  ['a printed value', { rows: [[{ text: '1', printed: HOSTILE }]] }],
];

for (const [place, fields] of PLACES) {
  test(`tableHtml(table) escapes ${place}`, () => {
    const html = tableHtml({ ...SMALL_TABLE, ...fields });
    assert.ok(!html.includes('<script') && !html.includes('<img'));
    assert.ok(
      html.includes(
        '&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;',
      ),
    );
  });
}

test('tableHtml(table) puts rows before the first group into a body without heading', () => {
  const html = withoutStyles(tableHtml({ ...SMALL_TABLE, groups: [{ label: 'mGPT', start: 1 }] }));
  assert.match(html, /<tbody>\n<tr><th scope="row">RND/);
  assert.equal(html.match(/<tbody>/g)?.length, 2);
  assert.equal(html.match(/rowgroup/g)?.length, 1);
});

test('tableHtml(table) leaves out finding, caption and legend that are empty', () => {
  const html = withoutStyles(tableHtml({ ...SMALL_TABLE, rows: [], groups: [], caption: '', alt: '' }));
  assert.match(html, /<caption><b>A small table<\/b><\/caption>/);
});

test('tableHtml(table) has neither script nor style sheet', () => {
  assert.doesNotMatch(tableHtml(SMALL_TABLE), /<script|<style|<link/);
});

/** Relative luminance of `#rrggbb`, 0..1. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const direction of ['up', 'down'] as const) {
  for (const level of [0.05, 0.1, 0.15] as const) {
    test(`tableHtml(table) sets a band of ${level} ${direction} with a contrast of at least 4.5`, () => {
      const band: Band = { level, direction, p: 0.01 };
      const html = tableHtml({ ...SMALL_TABLE, rows: [[{ text: '1', band }]], groups: [] });
      const [, text = '', ground = ''] = /color:(#\w{6});background:(#\w{6})/.exec(html) ?? [];
      const [dark, light] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
      assert.ok(((light ?? 0) + 0.05) / ((dark ?? 1) + 0.05) >= 4.5, `${text} on ${ground}`);
    });
  }
}
