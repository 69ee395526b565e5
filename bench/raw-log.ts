/** Job logs of the raw kind: what the harness printed at the end, behind megabytes of progress bars. */
import type { Run, Score } from '../src/records/run.js';

const RULE = '|---|-------|------|-----:|------|-----:|---|-----:|';

/**
 * A log with progress bars up to a size, a trial with `--limit`, more bars, and a run's tables as lm-eval 0.4.0 prints them.
 * @param bytes size to reach, roughly.
 * @param seed makes bars, and the size, of each log its own.
 */
export function rawLog(run: Run, { bytes, seed }: { bytes: number; seed: number }): string {
  const bars = progressBars(Math.round(bytes / 2), seed);
  const trial = ending({ ...run, scores: run.scores.map((score) => ({ ...score, accuracy: 0.5 })) }, '10.0');
  return `${bars}\n${trial}${bars}\n${ending(run, 'None')}RTC exited with return code: 0\n`;
}

/** Progress bars as a terminal gets them: carriage returns, blocks of three bytes each, colours now and then. */
function progressBars(bytes: number, seed: number): string {
  const total = 190_000 + seed;
  const bars: string[] = [];
  for (let [written, step] = [0, 0]; written < bytes; step++) {
    const percent = Math.floor((100 * step) / total);
    const blocks = '█'.repeat(percent % 11).padEnd(10, ' ');
    const colour = step % 50 === 0 ? '\u001b[32mINFO\u001b[0m ' : '';
    const bar = `\r${colour}Running loglikelihood requests: ${percent}%|${blocks}| ${step}/${total} [12:34<5:43:21, 9.${seed % 10}it/s]`;
    bars.push(bar);
    written += bar.length + 2 * (percent % 11);
  }
  return bars.join('');
}

function ending(run: Run, limit: string): string {
  const groups = run.scores.filter((score) => score.language === null);
  const args = `pretrained=bigscience/bloom-7b1,peft=/out/${run.source}`;
  return [
    `hf (${args}), gen_kwargs: (None), limit: ${limit}, num_fewshot: None, batch_size: 4`,
    table('Tasks', run.scores),
    table('Groups', groups),
    '',
  ].join('\n');
}

function table(kind: string, scores: readonly Score[]): string {
  const header = `|${kind}|Version|Filter|n-shot|Metric|Value |   |Stderr|`;
  const rows = scores.map((score) => {
    const values = `${score.accuracy.toFixed(4)}|±  |${(score.stderr ?? 0).toFixed(4)}`;
    return `|${taskName(score)}|${score.version ?? 'N/A'}|none  |     0|acc   |${values}|`;
  });
  return [header, RULE, ...rows, ''].join('\n');
}

/** A task's name as the harness has it. */
function taskName({ task, language }: Score): string {
  if (language === null) return task;
  const prefix = task === 'pawsx' ? 'paws' : task;
  return ` - ${prefix}_${task === 'xwinograd' && language === 'ja' ? 'jp' : language}`;
}
