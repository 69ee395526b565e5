import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { startBackend } from '../../../src/backend/start-backend.js';
import { adapterScale } from '../../../src/model/lora/adapter.js';
import { scaleAdapter } from '../../../src/model/lora/scale-adapter.js';
import { assertClose } from '../../close.js';
import { ADAPTER_NAMES, modelFolder, seededAdapter } from '../../reference/adapters/seeded-adapters.js';
import { adaptedLogits } from './adapted-logits.js';
import { ADAPTERS } from './reference-adapters.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test('scaleAdapter(adapter, factor) changes α alone, and not the adapter that it was given', () => {
  const adapter = seededAdapter('bloom-default');
  const { config } = adapter;
  const half = scaleAdapter(adapter, 0.5);
  assert.deepEqual(half.config, { ...config, alpha: 4 });
  assert.equal(half.tensors, adapter.tensors);
  assert.equal(config.alpha, 8);
  assertClose(adapterScale(half.config), adapterScale(config) / 2, 0);
});

for (const name of ADAPTER_NAMES.filter((other) => other.endsWith('default'))) {
  const batch = ADAPTERS.adapters[name];
  const folder = modelFolder(name);

  test(`scaleAdapter(adapter, 0) disables it: bit for bit the logits of the ${folder} without`, async () => {
    assert.ok(batch !== undefined);
    const disabled = scaleAdapter(seededAdapter(name), 0);
    const plain = await adaptedLogits(folder, batch, disabled, []);
    assert.deepEqual(await adaptedLogits(folder, batch, disabled, 'apart'), plain);
    assert.deepEqual(await adaptedLogits(folder, batch, disabled, [1]), plain);
  });

  test(`scaleAdapter(adapter, 0.25) adds as much as a quarter of it: ${name}`, async () => {
    assert.ok(batch !== undefined);
    const adapter = seededAdapter(name);
    const scaled = await adaptedLogits(folder, batch, scaleAdapter(adapter, 0.25), [1]);
    // A power of two: nothing is rounded.
    assert.deepEqual(await adaptedLogits(folder, batch, adapter, [0.25]), scaled);
    assert.notDeepEqual(await adaptedLogits(folder, batch, adapter, [1]), scaled);
  });
}

for (const factor of [-1, Number.NaN, Infinity]) {
  test(`scaleAdapter(adapter, ${factor}) throws`, () => {
    assert.throws(() => scaleAdapter(seededAdapter('gpt2-default'), factor), {
      name: 'RangeError',
      message: `scaleAdapter: factor must be a number from 0, got ${factor}`,
    });
  });
}
