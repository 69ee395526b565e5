/** Accuracies of tasks and of groups of tasks, with their standard errors. */
import type { Variant } from '../benchmarks/benchmark-task.js';

/** An accuracy over documents. */
export interface Accuracy {
  /** Share of documents answered rightly, 0..1. */
  readonly accuracy: number;
  /** Standard error of the accuracy, 0..1, or `null` where there are too few documents for one. */
  readonly stderr: number | null;
  /** Number of documents, at least 1. */
  readonly documents: number;
}

/**
 * Index of the largest log-probability; the first of equal ones.
 * @throws RangeError where there is none, or one is not a number.
 */
export function likeliestChoice(logProbabilities: readonly number[]): number {
  if (logProbabilities.length === 0 || logProbabilities.some(Number.isNaN)) {
    throw new RangeError(
      `likeliestChoice: log-probabilities must be at least one number, got [${logProbabilities.join(', ')}]`,
    );
  }
  return logProbabilities.indexOf(Math.max(...logProbabilities));
}

/**
 * Accuracy of a task: the mean of right (1) and wrong (0), and the standard error of that mean, s/√n with n − 1
 * degrees of freedom.
 * @throws RangeError where there is no document.
 */
export function taskAccuracy(isCorrect: readonly boolean[]): Accuracy {
  return countedAccuracy(isCorrect.filter(Boolean).length, isCorrect.length);
}

/** As `taskAccuracy`, from how many documents are answered rightly and how many there are. */
export function countedAccuracy(correct: number, documents: number): Accuracy {
  if (documents === 0) throw new RangeError('taskAccuracy: there must be at least one document, got none');
  const accuracy = correct / documents;
  const stderr = documents === 1 ? null : Math.sqrt((accuracy * (1 - accuracy)) / (documents - 1));
  return { accuracy, stderr, documents };
}

/**
 * Accuracy of a group: its tasks', each with the weight of its documents.
 * The standard error is that of the documents of all tasks together where each task has its own mean (`current`,
 * pooled variance), or the paper's variant's, which adds the differences between the tasks and depends on their order.
 * @throws RangeError where there is no task.
 * Source: lm-evaluation-harness 0.4.13, `pooled_sample_stderr`; for the paper 0.4.0's rule, by which tasks are combined
 * one after the other as s² = ((n−1)s₁² + (m−1)s₂²)/(n+m−1) + nm(x̄−x̄₂)²/((n+m)(n+m−1)), x̄ being the mean with the
 * newcomer already in it. It gives the group errors of all published logs, whose tasks are in one of two orders: the
 * alphabet's, or that of the folder on the authors' other machine.
 */
export function groupAccuracy(tasks: readonly Accuracy[], variant: Variant): Accuracy {
  if (tasks.length === 0) throw new RangeError('groupAccuracy: there must be at least one task, got none');
  const documents = sum(tasks.map((task) => task.documents));
  const accuracy = sum(tasks.map((task) => task.accuracy * task.documents)) / documents;
  const measured = tasks.flatMap((task) => (task.stderr === null ? [] : [{ ...task, stderr: task.stderr }]));
  const combine = variant === 'current' ? pooledError : successiveError;
  return { accuracy, stderr: measured.length < tasks.length ? null : combine(measured), documents };
}

interface MeasuredAccuracy extends Accuracy {
  readonly stderr: number;
}

function pooledError(tasks: readonly MeasuredAccuracy[]): number {
  const documents = sum(tasks.map((task) => task.documents));
  const squares = sum(tasks.map((task) => (task.documents - 1) * task.stderr ** 2 * task.documents));
  return Math.sqrt(squares / (documents - tasks.length) / documents);
}

function successiveError(tasks: readonly MeasuredAccuracy[]): number {
  let size = 0;
  let mean = 0;
  let variance = 0;
  for (const { accuracy, stderr, documents } of tasks) {
    const both = size + documents;
    mean = (mean * size + accuracy * documents) / both;
    const within = ((size - 1) * variance + (documents - 1) * stderr ** 2) / (both - 1);
    const between = ((size * documents) / (both * (both - 1))) * (mean - accuracy) ** 2;
    // The first task alone has the error that it has.
    variance = size === 0 ? stderr ** 2 : within + between;
    size = both;
  }
  return Math.sqrt(variance);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
