/** What an evaluation means for the run: whether it is the best, and whether the run should go on. */
import type { RunState } from '../run-folder/run-state.js';

/**
 * Takes an evaluation into the state of a run.
 * @param loss of the held-out pairs, a finite number; only a lower one than the best is better.
 */
export function judgeEvaluation(state: RunState, loss: number): RunState {
  const isBest = state.best === null || loss < state.best.loss;
  return {
    ...state,
    isEvaluated: true,
    best: isBest ? { step: state.step, loss } : state.best,
    worseEvaluations: isBest ? 0 : state.worseEvaluations + 1,
  };
}

/**
 * Whether a run has waited long enough for a lower loss.
 * @param patience evaluations without one that end a run, at least 1; `null` for never.
 */
export function isOutOfPatience({ worseEvaluations }: RunState, patience: number | null): boolean {
  return patience !== null && worseEvaluations >= patience;
}
