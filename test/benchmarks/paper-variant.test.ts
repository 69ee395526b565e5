import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BenchmarkTask } from '../../src/benchmarks/benchmark-task.js';
import { languageTasks } from '../../src/benchmarks/parse-tasks.js';
import { pawsx } from '../../src/benchmarks/pawsx.js';
import { PAPER_BENCHMARKS } from '../../src/benchmarks/registry.js';
import { xcopa } from '../../src/benchmarks/xcopa.js';
import { xnli } from '../../src/benchmarks/xnli.js';
import { localDocuments } from '../evaluation/benchmark-documents.js';

const PAIR = { sentence1: 'A ( b ) .', sentence2: 'C " d " .', label: 1 };

// Written by hand from the prompts of the authors' fork of lm-evaluation-harness 0.4.0.
const CASES: [title: string, BenchmarkTask, string, object, [string, string][]][] = [
  [
    'read(row) of pawsx in the paper’s variant gives label 0 the word for yes, and leaves the sentences alone',
    pawsx,
    'en',
    PAIR,
    [
      ['', ' A ( b ) ., right? Yes, C " d " .'],
      ['', ' A ( b ) ., right? No, C " d " .'],
    ],
  ],
  [
    'read(row) of pawsx in the paper’s variant says No in French',
    pawsx,
    'fr',
    PAIR,
    [
      ['', ' A ( b ) ., n\'est-ce pas? Oui, C " d " .'],
      ['', ' A ( b ) ., n\'est-ce pas? No, C " d " .'],
    ],
  ],
  [
    'read(row) of pawsx in the paper’s variant swaps Japanese too',
    pawsx,
    'ja',
    PAIR,
    [
      ['', ' A ( b ) ., ですね? はい, C " d " .'],
      ['', ' A ( b ) ., ですね? いいえ, C " d " .'],
    ],
  ],
  [
    'read(row) of pawsx in the paper’s variant keeps a document with an empty sentence',
    pawsx,
    'de',
    { sentence1: '', sentence2: null, label: 0 },
    [
      ['', ' , richtig? Ja, '],
      ['', ' , richtig? Nein, '],
    ],
  ],
  [
    'read(row) of xnli in the paper’s variant asks as the current one does',
    xnli,
    'es',
    { premise: 'P', hypothesis: 'H', label: 2 },
    [
      ['', ' P, correcto? Sí, H'],
      ['', ' P, correcto? Asi que, H'],
      ['', ' P, correcto? No, H'],
    ],
  ],
  [
    'read(row) of xcopa in the paper’s variant asks as the current one does',
    xcopa,
    'it',
    { premise: 'Piove.', choice1: 'Uno.', choice2: 'Due.', question: 'cause', label: 0 },
    [
      ['Piove perché', ' uno.'],
      ['Piove perché', ' due.'],
    ],
  ],
];

for (const [title, benchmark, language, row, expected] of CASES) {
  test(title, () => {
    const document = benchmark.read(row, { language, variant: 'paper', place: 'row' });
    assert.deepEqual(
      document?.requests.map(({ context, continuation }) => [context, continuation]),
      expected,
    );
  });
}

test('read(row) in the paper’s variant leaves the right choice where the label has it', () => {
  assert.equal(pawsx.read(PAIR, { language: 'en', variant: 'paper', place: 'row' })?.gold, 1);
});

test('read(row) differs between the variants in PAWS-X alone', () => {
  const differing = PAPER_BENCHMARKS.filter((benchmark) =>
    languageTasks(benchmark).some((task) => {
      const read = (variant: 'current' | 'paper'): unknown[] =>
        localDocuments(task).map((row) =>
          benchmark.read(row, { language: task.language, variant, place: 'row' }),
        );
      return JSON.stringify(read('current')) !== JSON.stringify(read('paper'));
    }),
  );
  assert.deepEqual(differing, [pawsx]);
});
