/** The words of a loss curve. */
import type { EvaluationLine } from '../../records/log-line.js';
import type { LossSeries, SmoothedStep } from './loss-series.js';

/** A loss as text, four digits of it. */
export function lossText(loss: number): string {
  return loss.toPrecision(4);
}

/**
 * What one sees, and how to read it.
 * @param drawn number of steps that are drawn.
 */
export function lossCaption({ steps, lowest, window }: LossSeries, drawn: number): string {
  const sentences = [
    `Faint: the loss of each step; strong: its mean over the last ${window} steps.`,
    ...(drawn < steps.length ? [`Of ${steps.length} steps ${drawn} are drawn.`] : []),
    ...(lowest === null
      ? []
      : [
          `Dots: the loss on the held-out pairs, lowest ${lossText(lowest.evaluation_loss)} at step ${lowest.step}.`,
        ]),
    'Below: the learning rate. The loss is the mean over the tokens of the answers, in natural units.',
  ];
  return sentences.join(' ');
}

/** The course of the losses, for who cannot see it. */
export function lossAlt({ steps, heldOut, lowest }: LossSeries): string {
  const [first, last] = [steps[0], steps.at(-1)];
  const [begin, end] = [heldOut[0], heldOut.at(-1)];
  const sentences = [
    `Line chart of the losses over ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} of tuning.`,
    ...(first === undefined || last === undefined
      ? []
      : [
          `The training loss goes from ${lossText(first.loss)} at step ${first.step} to a mean of ${lossText(last.mean)} at step ${last.step}.`,
        ]),
    ...(begin === undefined || end === undefined || lowest === null
      ? []
      : [
          `The held-out loss goes from ${lossText(begin.evaluation_loss)} at step ${begin.step} to ${lossText(end.evaluation_loss)} at step ${end.step}; the lowest is ${lossText(lowest.evaluation_loss)} at step ${lowest.step}.`,
        ]),
  ];
  return sentences.join(' ');
}

/** What a step says when pointed at. */
export function stepHover(taken: SmoothedStep): string {
  const { step, epoch, loss, mean, learning_rate, grad_norm, tokens, tokensASecond } = taken;
  return [
    `<b>step ${step}</b> · epoch ${epoch.toFixed(2)}`,
    `loss ${lossText(loss)} · mean ${lossText(mean)}`,
    `learning rate ${learning_rate.toPrecision(3)}`,
    `gradient norm ${grad_norm.toPrecision(3)}`,
    `${count(tokens)} tokens`,
    ...(tokensASecond === undefined ? [] : [`${count(tokensASecond)} tokens a second`]),
  ].join('<br>');
}

/** What an evaluation says when pointed at. */
export function heldOutHover({ step, epoch, evaluation_loss }: EvaluationLine): string {
  return `<b>step ${step}</b> · epoch ${epoch.toFixed(2)}<br>held-out loss ${lossText(evaluation_loss)}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
