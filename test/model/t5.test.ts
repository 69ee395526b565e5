import { before, test } from 'node:test';
import { startBackend } from '../../src/model/backend/start-backend.js';
import { readReference } from '../reference-file.js';
import { assertLogits, type LogitsBatch } from './reference-logits.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test("t5Decode(network, config, rows, source) gives an mT5's logits with heads that are not the width, padded left and right", async () => {
  const { mt5 } = readReference<{ mt5: { base: LogitsBatch[] } }>('models/logits.json');
  await assertLogits('models/mt5', mt5.base);
});

test("t5Decode(network, config, rows, source) gives the first T5's logits: ReLU, a tied and scaled head, far tokens", async () => {
  const { t5 } = readReference<{ t5: LogitsBatch[] }>('odd-models/logits.json');
  await assertLogits('odd-models/t5', t5);
});
