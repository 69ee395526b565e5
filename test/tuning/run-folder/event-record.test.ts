import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ScalarEvent,
  scalarRecord,
  versionRecord,
} from '../../../src/tuning/run-folder/event-record.js';
import { readReference } from '../../reference-file.js';

const reference = readReference<{ version: string; scalars: (ScalarEvent & { record: string })[] }>(
  'events.json',
);

test('versionRecord(wallTime) is TensorBoard’s first record, byte for byte', () => {
  assert.equal(versionRecord(1_700_000_000.25).toString('hex'), reference.version);
});

for (const { record, ...event } of reference.scalars) {
  test(`scalarRecord(event) of step ${event.step} is TensorBoard's, byte for byte`, () => {
    assert.equal(scalarRecord(event).toString('hex'), record);
  });
}
