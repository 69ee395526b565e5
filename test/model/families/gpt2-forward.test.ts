import { before, test } from 'node:test';
import { startBackend } from '../../../src/backend/start-backend.js';
import { readReference } from '../../reference-file.js';
import { assertLogits, type LogitsBatch } from '../reference-logits.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test("gpt2.hidden(network, config, rows) gives transformers' logits with 5 heads of 7, padded left and right", async () => {
  const { gpt2 } = readReference<{ gpt2: { base: LogitsBatch[] } }>('models/logits.json');
  await assertLogits('models/gpt2', gpt2.base);
});

test("gpt2.hidden(network, config, rows) gives transformers' logits with 5 heads of 13, unscaled, and an inner width of 90", async () => {
  const { gpt2 } = readReference<{ gpt2: LogitsBatch[] }>('odd-models/logits.json');
  await assertLogits('odd-models/gpt2', gpt2);
});
