/** Sentences on an evaluation, for captions and for readers who cannot see it. */

import { listText } from '../../base/list-text.js';
import { roundDecimal } from '../../base/round-decimal.js';
import type { EvaluationPanel, EvaluationScore, EvaluationScores } from './evaluation-scores.js';

/** Standard errors that an accuracy must lie above chance by, to count as above it. */
const CLEARLY = 2;

/** How languages together are called. */
export const ALL_LANGUAGES = 'all';

/** A number with one decimal, as accuracies of some hundred documents deserve. */
export function oneDecimal(value: number): string {
  return roundDecimal(value, 1).toFixed(1);
}

/** A difference with its sign and one decimal, for example `+1.5` or `−33.3`. */
export function signedDecimal(difference: number): string {
  const size = oneDecimal(Math.abs(difference));
  if (Number(size) === 0) return '±0.0';
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** An accuracy with its standard error, for example `51.2 ± 2.2`. */
export function accuracyText({ accuracy, stderr }: Pick<EvaluationScore, 'accuracy' | 'stderr'>): string {
  return stderr === null ? oneDecimal(accuracy) : `${oneDecimal(accuracy)} ± ${oneDecimal(stderr)}`;
}

/**
 * What an evaluation found, run by run: the accuracy on each benchmark beside chance, and in how many of the languages
 * it is clearly above chance.
 */
export function evaluationWords({ names, panels }: EvaluationScores): string {
  return names.map((name) => `${runWords(name, panels, names.length > 1)}.`).join(' ');
}

function runWords(name: string, panels: readonly EvaluationPanel[], isNamed: boolean): string {
  const parts = panels.flatMap((panel) => {
    const scores = panel.scores.filter((score) => score.run === name);
    if (scores.length === 0) return [];
    const chance = panel.chance === null ? '' : ` (chance ${oneDecimal(panel.chance)})`;
    return [`${panel.title} ${oneDecimal(overall(scores))} %${chance}`];
  });
  const single = panels.flatMap(({ scores }) =>
    scores.filter(({ run, language, chance }) => run === name && language !== null && chance !== null),
  );
  const above = single.filter(
    ({ accuracy, stderr, chance }) =>
      stderr !== null && chance !== null && accuracy > chance + CLEARLY * stderr,
  );
  const count =
    single.length === 0
      ? ''
      : `; more than two standard errors above chance in ${above.length} of ${single.length} languages`;
  return `${isNamed ? `${name}: ` : ''}${listText(parts)}${count}`;
}

/** The accuracy over all languages as it stands there, else the mean of those that do. */
function overall(scores: readonly EvaluationScore[]): number {
  const group = scores.find((score) => score.language === null);
  return group?.accuracy ?? scores.reduce((sum, { accuracy }) => sum + accuracy, 0) / scores.length;
}
