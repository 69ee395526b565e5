import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHtml, escapeNotebookHtml } from '../../src/base/escape-html.js';

const CASES: readonly (readonly [string, string, string])[] = [
  ['leaves plain text alone', 'mGPT, 14 ± 0.5 %', 'mGPT, 14 ± 0.5 %'],
  ['escapes tags', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ['escapes both quotation marks', `"a" 'b'`, '&#34;a&#34; &#39;b&#39;'],
  ['escapes an ampersand once', '&lt;', '&amp;lt;'],
  ['keeps the empty text', '', ''],
];

for (const [name, text, expected] of CASES) {
  test(`escapeHtml(text) ${name}`, () => assert.equal(escapeHtml(text), expected));
}

test('escapeNotebookHtml(text) leaves no formula for Jupyter to typeset', () => {
  assert.equal(
    escapeNotebookHtml('$x$ \\(y\\) <b>'),
    '<span>$</span>x<span>$</span> <span>\\</span>(y<span>\\</span>) &lt;b&gt;',
  );
  assert.equal(escapeNotebookHtml('52.82 ± 0.55 & more'), '52.82 ± 0.55 &amp; more');
});
