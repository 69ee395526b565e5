/** Figures and tables, of studies and of the paper, and how they are written. */
export { evaluationBars } from './charts/evaluation/evaluation-bars.js';
export { evaluationTable } from './charts/evaluation/evaluation-table.js';
export { highestRecords } from './charts/measures/highest-records.js';
export { unseenLanguages } from './charts/measures/unseen-languages.js';
export { clusterTable } from './charts/selection/cluster-table.js';
export { dendrogram } from './charts/selection/dendrogram.js';
export { diversityBars } from './charts/selection/diversity-bars.js';
export { diversityTable } from './charts/selection/diversity-table.js';
export { frequencyMap } from './charts/selection/frequency-map.js';
export { projectionPlot } from './charts/selection/projection-plot.js';
export { type MapLanguage, selectionMap } from './charts/selection/selection-map.js';
export { silhouettePlot } from './charts/selection/silhouette-plot.js';
export { sweepPlot } from './charts/selection/sweep-plot.js';
export { besidePaper } from './charts/study/beside-paper.js';
export { gainDots } from './charts/study/gain-dots.js';
export { type StudyContents, studyContents } from './charts/study/study-contents.js';
export { studyCounts } from './charts/study/study-counts.js';
export { type StudyFindings, studyFindings } from './charts/study/study-findings.js';
export { studyLanguage } from './charts/study/study-language.js';
export { studyLosses } from './charts/study/study-losses.js';
export { studyTable } from './charts/study/study-table.js';
export { columnSources } from './charts/tables/column-sources.js';
export { comparisonTable, type PaperValue } from './charts/tables/comparison-table.js';
export { differingCells } from './charts/tables/differing-cells.js';
export { recordsTable } from './charts/tables/records-table.js';
export { tableHtml } from './charts/tables/table-html.js';
export { tableText } from './charts/tables/table-text.js';
export {
  auditClaims,
  type Claim,
  claimsComparison,
  claimsSummary,
  claimsTable,
  VERDICT_RULE,
  VERDICTS,
  type Verdict,
} from './paper/claims/index.js';
export { figure1 } from './paper/figures/figure-1.js';
export { figure2 } from './paper/figures/figure-2.js';
export { figure6 } from './paper/figures/figure-6.js';
export { type FigureA1Options, figureA1 } from './paper/figures/figure-a1.js';
export { FIGURES, paperFigure } from './paper/figures/figures.js';
export { figure3a, figure3b, figure4, figure5 } from './paper/figures/figures-3-to-5.js';
export { table1 } from './paper/tables/table-1.js';
export { shiftedWordOrders, table2 } from './paper/tables/table-2.js';
export { table3 } from './paper/tables/table-3.js';
export { table4to6 } from './paper/tables/table-4-6.js';
export { table12 } from './paper/tables/table-12.js';
export {
  perLanguageTable,
  table7,
  table8,
  table9,
  table10,
  table11,
} from './paper/tables/table-per-language.js';
export { paperTable, TABLES } from './paper/tables/tables.js';
export type { Figure } from './records/figure.js';
export type { Table } from './records/table.js';
