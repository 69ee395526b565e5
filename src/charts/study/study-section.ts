/** A study as a part of a page, and as a page of its own. */
import { escapeHtml } from '../../base/escape-html.js';
import { figureBlock, htmlPage } from '../html-page.js';
import { tableHtml } from '../tables/table-html.js';
import type { StudyContents } from './study-contents.js';

/** By this id the contents of a page lead to the study. */
export const STUDY_ANCHOR = 'study';

/** HTML of a study: how it was made, what was found, tables and figures. Everything that comes from data is escaped. */
export function studySection({ title, provenance, findings, tables, figures }: StudyContents): string {
  const [first, ...rest] = tables;
  return [
    `<section id="${STUDY_ANCHOR}">`,
    `<h2>${escapeHtml(title)}</h2>`,
    `<p class="provenance">${escapeHtml(provenance)}</p>`,
    '<h3>What it says, and what it cannot say</h3>',
    `<ul>${findings.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}</ul>`,
    ...(first === undefined ? [] : [part(tableHtml(first))]),
    ...figures.map((figure) => part(figureBlock(figure))),
    ...rest.map((table) => part(tableHtml(table))),
    '</section>',
  ].join('\n');
}

function part(html: string): string {
  return `<section>\n${html}\n</section>`;
}

/**
 * A study in a page of its own, which opens anywhere without a network.
 * @param plotlySource source text of plotly.js, which is put into the page.
 */
export function studyPage(contents: StudyContents, plotlySource: string): string {
  const body = `<main>\n${studySection(contents)}\n</main>`;
  return htmlPage({ title: contents.title, body, plotlySource });
}
