import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figurePage, htmlPage, tablePage } from '../../src/charts/html-page.js';
import { reportPage } from '../../src/paper/report-page.js';
import type { Figure } from '../../src/records/figure.js';
import type { Table } from '../../src/records/table.js';

const HOSTILE = '</script><img src=x onerror=alert(1)><!--';

const figure: Figure = {
  kind: 'figure',
  id: HOSTILE,
  title: HOSTILE,
  caption: HOSTILE,
  alt: `"${HOSTILE}`,
  data: [{ type: 'bar', x: [HOSTILE], y: [1] }],
  layout: {},
  records: [],
};

const table: Table = {
  kind: 'table',
  id: HOSTILE,
  title: HOSTILE,
  caption: HOSTILE,
  alt: HOSTILE,
  columns: [HOSTILE],
  rows: [[{ text: HOSTILE }]],
  groups: [],
  records: [],
};

const claim = {
  id: '1',
  section: HOSTILE,
  claim: HOSTILE,
  paperSays: HOSTILE,
  weFind: HOSTILE,
  verdict: 'holds',
  why: HOSTILE,
} as const;

const PAGES: readonly [string, string][] = [
  ['figurePage(figure, source)', figurePage(figure, 'const plotly = 1;')],
  ['tablePage(table)', tablePage(table)],
  [
    'reportPage(contents, words, source)',
    reportPage({ figures: [figure], tables: [table], claims: [claim] }, { provenance: HOSTILE }, ''),
  ],
];
for (const [call, page] of PAGES) {
  test(`${call} keeps data from becoming markup`, () => {
    assert.doesNotMatch(page, /<img/);
    assert.doesNotMatch(page, /<!--/);
    assert.equal(page.match(/<script/g)?.length ?? 0, page.match(/<\/script>/g)?.length ?? 0);
  });
}

test('figurePage(figure, source) stores the figure as JSON that reads back', () => {
  const json = /<script type="application\/json">(.*)<\/script>/.exec(figurePage(figure, ''))?.[1];
  assert.deepEqual(JSON.parse(json ?? ''), { data: figure.data, layout: figure.layout });
});

test('htmlPage(parts) keeps a program from ending its own element', () => {
  const page = htmlPage({ title: 'x', body: '', plotlySource: 'const a = "</script><!--";' });
  assert.ok(page.includes('const a = "<\\/script><\\!--";'));
});

test('htmlPage(parts) holds no program where there is no figure', () => {
  assert.doesNotMatch(htmlPage({ title: 'x', body: '<p>y</p>', plotlySource: null }), /<script/);
});

test('htmlPage(parts) allows its own scripts by their sums, and nothing from elsewhere', () => {
  const policyOf = (page: string): string =>
    (/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '').replaceAll(
      '&#39;',
      "'",
    );
  const bare = policyOf(htmlPage({ title: 'x', body: '', plotlySource: null }));
  assert.match(
    bare,
    /^default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; /,
  );
  // The sum is of what the page holds: lines end as a browser reads them. sha256 of "a\n", in base64.
  const drawn = htmlPage({ title: 'x', body: '', plotlySource: 'a\r\n' });
  assert.ok(drawn.includes('<script>a\n</script>'));
  assert.ok(
    policyOf(drawn).includes("script-src 'sha256-h0KPxSKAPTEGXnvOPPA/5HUJZjHl4Hu9eg/eYMTPJcc=' 'sha256-"),
  );
});
