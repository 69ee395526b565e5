/** The report: one page with all figures, tables and claims, which opens anywhere without a network. */
import { escapeHtml } from '../base/escape-html.js';
import { figureBlock, htmlPage } from '../charts/html-page.js';
import type { StudyContents } from '../charts/study/study-contents.js';
import { STUDY_ANCHOR, studySection } from '../charts/study/study-section.js';
import { tableHtml } from '../charts/tables/table-html.js';
import type { Claim } from './claims/claim.js';
import { claimsSummary } from './claims/claims-summary.js';
import { claimsTable } from './claims/claims-table.js';
import type { PaperContents } from './contents.js';

/** Words around the contents, and what comes before them. */
export interface ReportWords {
  /** How the report was made: date, version, source of the data. */
  readonly provenance: string;
  /** A study of one's own, which stands first (default: none). */
  readonly study?: StudyContents | undefined;
}

/**
 * A self-contained HTML page: the verdicts in short, then figures, tables and the audit.
 * @param plotlySource source text of plotly.js, which is put into the page.
 */
export function reportPage(
  { figures, tables, claims }: PaperContents,
  { provenance, study }: ReportWords,
  plotlySource: string,
): string {
  const entry = (id: string, title: string): string => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`;
  const anchor = (kind: string, id: string): string => `${kind}-${id.replace(/[^\w-]/g, '-')}`;
  const audit = claimsTable(claims);
  const body = [
    '<header>',
    '<h1>Is there an optimal set of languages to tune?</h1>',
    '<p>The figures, tables and claims of <a href="https://arxiv.org/abs/2410.07809">arXiv 2410.07809</a>, ',
    'recomputed from the authors’ published runs.</p>',
    `<p class="provenance">${escapeHtml(provenance)}</p>`,
    verdictTiles(claims),
    '</header>',
    '<nav aria-label="Contents"><ul>',
    ...(study === undefined ? [] : [entry(STUDY_ANCHOR, study.title)]),
    ...figures.map((figure) => entry(anchor('figure', figure.id), figure.title)),
    ...tables.map((table) => entry(anchor('table', table.id), table.title)),
    entry('audit', audit.title),
    '</ul></nav>',
    '<main>',
    ...(study === undefined ? [] : [studySection(study)]),
    ...figures.map((figure) => section(anchor('figure', figure.id), figureBlock(figure))),
    ...tables.map((table) => section(anchor('table', table.id), tableHtml(table))),
    section('audit', tableHtml(audit)),
    '</main>',
  ].join('\n');
  return htmlPage({ title: 'lingtune: the paper re-run', body, plotlySource });
}

function section(id: string, content: string): string {
  return `<section id="${id}">\n${content}\n</section>`;
}

function verdictTiles(claims: readonly Claim[]): string {
  const tiles = Object.entries(claimsSummary(claims)).map(
    ([verdict, count]) => `<li><b>${count}</b> ${escapeHtml(verdict)}</li>`,
  );
  return `<p>Of the ${claims.length} claims that we checked:</p>\n<ul class="tiles">${tiles.join('')}</ul>`;
}
