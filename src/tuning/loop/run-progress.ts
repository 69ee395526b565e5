import type { EmptyStepLine, StepLine } from '../../records/log-line.js';
import type { LongWork } from '../../records/long-work.js';

/** Tells of a run as one piece of work, evaluations within it. */
export interface RunProgress {
  /** Takes a step that was learnt, and how long that took. */
  readonly learnt: (line: StepLine | EmptyStepLine, milliseconds: number) => void;
  /** Takes how far an evaluation has come. */
  readonly evaluating: (done: number, total: number) => void;
  /** Takes what an evaluation gave. */
  readonly evaluated: (loss: number) => void;
}

/**
 * Reports a run with its newest losses and the tokens that it learns in a second, time for evaluations left out; the
 * time left, which others reckon from the steps, has them in it.
 * @param from steps done before; they are reported at once.
 * @param total steps of the whole run.
 */
export function runProgress(
  { from, total }: { readonly from: number; readonly total: number },
  onProgress: LongWork['onProgress'],
): RunProgress {
  let done = from;
  let [tokens, milliseconds] = [0, 0];
  let loss: string | null = null;
  let heldOut: string | null = null;
  let last: string | null = null;
  const report = (): void => {
    const said = [loss, heldOut, last].filter((fact) => fact !== null);
    const note = said.length === 0 ? undefined : said.join(' · ');
    onProgress?.({ label: 'tune', done, total, unit: 'steps', from, note });
  };
  report();
  return {
    learnt: (line, taken) => {
      done = line.step;
      tokens += line.tokens;
      milliseconds += taken;
      if ('loss' in line) loss = `loss ${line.loss.toPrecision(4)}`;
      last = pace(tokens, milliseconds);
      report();
    },
    evaluating: (examples, all) => {
      last = `evaluating ${examples} of ${all} held-out pairs`;
      report();
    },
    evaluated: (value) => {
      heldOut = `held-out ${value.toPrecision(4)}`;
      last = milliseconds === 0 ? null : pace(tokens, milliseconds);
      report();
    },
  };
}

function pace(tokens: number, milliseconds: number): string {
  return `${Math.round((1000 * tokens) / milliseconds).toLocaleString('en')} tokens a second`;
}
