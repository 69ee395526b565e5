import type { LongWork } from '../../records/long-work.js';
import { makeRun } from '../make-run.js';
import type { Engine } from './engine.js';

/** Makes one run after the other, in the order of the plan. */
export const local: Engine = async (runs, { total, record, onProgress, ...work }) => {
  const finished = total - runs.length;
  for (const [index, run] of runs.entries()) {
    work.signal?.throwIfAborted();
    const label = `${finished + index + 1} of ${total} ${run.name}`;
    await record(await makeRun(run, { ...work, onProgress: labelled(label, onProgress) }));
  }
};

/** Reports that say which run they are of. */
function labelled(label: string, onProgress: LongWork['onProgress']): LongWork['onProgress'] {
  return onProgress && ((report) => onProgress({ ...report, label: `${label}: ${report.label}` }));
}
