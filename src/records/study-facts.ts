/** How the runs of a study were made, in words and rows: what `studyFacts` says and pages show. */
import type { FigureRecord } from './figure.js';

/** How one run was made. */
export type MadeRow = {
  readonly run: string;
  readonly languages: string;
  readonly selectionSeed: number | null;
  readonly tuningSeed: number | null;
  readonly steps: number | null;
  readonly pairs: number | null;
  readonly firstLoss: number | null;
  readonly lastLoss: number | null;
  readonly documents: number;
  /** When the run was finished, in UTC. */
  readonly finished: string;
  readonly seconds: number;
};

/** How a study was made: what `studyContents` takes. */
export interface StudyFacts<Row extends FigureRecord = MadeRow> {
  readonly provenance: string;
  /** One row a run: seeds, languages, losses, times. */
  readonly made: readonly Row[];
}
