import type { FolderLock } from '../../base/locks/folder-lock.js';
import type { LogLine } from '../../records/log-line.js';
import type { LongWork } from '../../records/long-work.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { StudyRecord } from '../store/run-record.js';

/** What an engine is told beside the runs. */
export interface EngineWork extends LongWork {
  /** Folder of the study. */
  readonly output: string;
  /** Of that folder. */
  readonly lock: FolderLock;
  /** Runs of the whole study; those that the engine is not given are finished. */
  readonly total: number;
  /** Takes what was made of each run, in whatever order; the engine waits for it. */
  readonly record: (record: StudyRecord) => Promise<void>;
  /** Is given every new line of a tuning's log (default: nobody is). */
  readonly onLog?: ((line: LogLine, run: PlannedRun) => void) | undefined;
}

/**
 * Makes the runs of a study, each by `makeRun`, in whatever order and in whatever processes, and has each recorded. It
 * ends when all are recorded; stopped, it leaves what is half-made where the next one finds it.
 * @throws what `makeRun` and `record` throw; the signal's reason where it is aborted.
 */
export type Engine = (runs: readonly PlannedRun[], work: EngineWork) => Promise<void>;
