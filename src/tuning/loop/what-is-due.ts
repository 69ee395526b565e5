/** What a run's state says is to be done next, and what an evaluation means for it. */
import type { RunConfig } from '../config/run-config.js';
import type { RunState } from '../run-folder/run-state.js';
import type { StepPlan } from './plan-steps.js';

/** What decides it. */
export interface DuePlan {
  readonly config: Pick<RunConfig, 'evaluation' | 'checkpoint'>;
  readonly plan: Pick<StepPlan, 'steps'>;
}

/** Whether the held-out pairs are to be measured: at every so many steps and at the last, once. */
export function isEvaluationDue({ config, plan }: DuePlan, { step, isEvaluated }: RunState): boolean {
  if (config.evaluation === null || isEvaluated || step === 0) return false;
  return step % config.evaluation.every === 0 || step === plan.steps;
}

/** Whether nothing is left to do: all steps are done, or the evaluation has not improved for long enough. */
export function isOver(run: DuePlan, state: RunState): boolean {
  if (isOutOfPatience(state, run.config.evaluation?.patience ?? null)) return true;
  return state.step === run.plan.steps && !isEvaluationDue(run, state);
}

/** At every so many steps, at the best one, and at the end; where the step is evaluated, after that. */
export function isCheckpointDue(run: DuePlan, state: RunState): boolean {
  if (isEvaluationDue(run, state)) return false;
  return (
    state.step % run.config.checkpoint.every === 0 || state.best?.step === state.step || isOver(run, state)
  );
}

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
