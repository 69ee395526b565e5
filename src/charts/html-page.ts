/** Pages of our own: one HTML file with its style, its data and the program that draws them. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../base/escape-html.js';
import type { Figure } from '../records/figure.js';
import type { Table } from '../records/table.js';
import { tableHtml } from './tables/table-html.js';

/** The one style of all pages: system fonts, the width of a printed page, light and dark. */
const STYLE = `
:root { color-scheme: light dark; --line: #8884; --link: light-dark(#0b57d0, #8ab4f8); }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 0 auto;
  max-width: 72rem; padding: 1.5rem; }
a { color: var(--link); }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
nav ul { columns: 20rem; padding-left: 1.2rem; }
section { border-top: 1px solid var(--line); padding: 1.5rem 0; }
figure { margin: 0; }
figcaption { font-size: .9rem; margin-top: .5rem; max-width: 60rem; }
.drawing { background: #fff; border-radius: 4px; }
.provenance { font-size: .85rem; opacity: .8; }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; list-style: none; padding: 0; }
.tiles b { font-size: 1.6rem; }
table { font-size: .85rem; }
`;

/** Draws every figure of the page from the JSON that stands beside it. */
const DRAW = `
for (const place of document.querySelectorAll('.drawing')) {
  const { data, layout } = JSON.parse(place.nextElementSibling.textContent);
  Plotly.newPlot(place, data, layout, { responsive: true, displaylogo: false });
}
`;

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** HTML in which everything that comes from data is escaped. */
  readonly body: string;
  /** Source text of plotly.js, or `null` for a page without figures. */
  readonly plotlySource: string | null;
}

/** A whole HTML document that needs nothing from elsewhere, and can neither fetch anything nor run other scripts than ours. */
export function htmlPage({ title, body, plotlySource }: PageParts): string {
  const scripts = plotlySource === null ? [] : [inScript(plotlySource), DRAW];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(scripts))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    body,
    ...scripts.map((script) => `<script>${script}</script>`),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A figure as an HTML fragment for `htmlPage`: the drawing, its numbers as JSON, and its caption. */
export function figureBlock({ title, caption, alt, data, layout }: Figure): string {
  const json = JSON.stringify({ data, layout }).replaceAll('<', '\\u003c');
  return [
    `<figure aria-label="${escapeHtml(title)}">`,
    `<div class="drawing" role="img" aria-label="${escapeHtml(alt)}"></div>`,
    `<script type="application/json">${json}</script>`,
    `<figcaption>${escapeHtml(caption)}</figcaption>`,
    '</figure>',
  ].join('\n');
}

/** One figure in a page of its own. */
export function figurePage(figure: Figure, plotlySource: string): string {
  return htmlPage({ title: figure.title, body: `<main>\n${figureBlock(figure)}\n</main>`, plotlySource });
}

/** One table in a page of its own. */
export function tablePage(table: Table): string {
  return htmlPage({ title: table.title, body: `<main>\n${tableHtml(table)}\n</main>`, plotlySource: null });
}

/** What a browser lets the page do: its own scripts, by their sums, inline styles, and pictures that are made in it. */
function contentPolicy(scripts: readonly string[]): string {
  const sums = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${sums.join(' ') || "'none'"}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * Script text that cannot end its own element: a closing tag can only stand in a string or a comment there. Lines end
 * as a browser reads them, since the script's sum hangs on it.
 */
function inScript(source: string): string {
  const text = source.replaceAll(/\r\n?/g, '\n');
  return text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
