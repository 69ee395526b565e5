import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardFacts } from '../../../src/study/model/card-facts.js';
import { parseRunConfig } from '../../../src/tuning/config/read-run-config.js';

const config = parseRunConfig({ model: 'm', data: { path: '/home/me/pairs', languages: ['et', 'vi'] } });
const counts = {
  heldOut: 0,
  tokens: 0,
  learntTokens: 0,
  truncated: 0,
  lostEos: 0,
  withoutResponse: 0,
  longest: 0,
};
const summary = [
  { language: 'et', pairs: 45, ...counts },
  { language: 'vi', pairs: 46, ...counts },
];
const adapter = { rank: 8, alpha: 16, dropout: 0, targetModules: ['q', 'v'] };

test('cardFacts(config, adapter, summary, end) names data, settings and losses, and no local path', () => {
  const end = { ended: 'patience', step: 9, adapterStep: 6, loss: 2.5, best: { step: 6, loss: 3 } } as const;
  const { hyperparameters, ...facts } = cardFacts(config, adapter, summary, end);
  assert.deepEqual(facts, {
    baseModel: 'm',
    languages: ['et', 'vi'],
    selection: "The languages are those that the run's configuration lists: et, vi.",
    data: '91 pairs of a local folder, variant current, in the template that suits the model.',
    losses: { 'last training loss': 2.5, 'lowest held-out loss': 3 },
  });
  const { r, targetModules, epochs, shuffle, steps } = hyperparameters;
  assert.deepEqual([r, targetModules, epochs, shuffle, steps], [8, 'q, v', 4, 'true', undefined]);
  assert.deepEqual([hyperparameters['steps done'], hyperparameters['step of the adapter']], [9, 6]);
});

test('cardFacts(config, adapter, summary, end) says what became of pairs without a token to learn', () => {
  const end = { ended: 'all-steps', step: 1, adapterStep: 1, loss: null, best: null } as const;
  const some = summary.map((language) => ({ ...language, withoutResponse: 3 }));
  const dataOf = (withoutResponse: 'keep' | 'drop'): string =>
    cardFacts({ ...config, data: { ...config.data, withoutResponse } }, adapter, some, end).data;
  assert.match(
    dataOf('keep'),
    /model\. 6 of them have no token to learn, since their prompts leave no room for it: they stayed in their batches and added nothing\.$/,
  );
  assert.match(dataOf('drop'), /model\. 6 more have no token to learn, .* and were left out\.$/);
});

test('cardFacts(config, adapter, summary, end) leaves out losses that there are not', () => {
  const end = { ended: 'all-steps', step: 1, adapterStep: 1, loss: null, best: null } as const;
  assert.deepEqual(cardFacts({ ...config, template: 'bactrian' }, adapter, summary, end).losses, {});
});
