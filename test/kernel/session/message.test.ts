import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageFrames, parseRequest } from '../../../src/kernel/session/message.js';

const KEY = 'secret';
const frames = messageFrames(
  'complete_request',
  { code: 'ä' },
  { identities: ['me'], parent: null, key: KEY, session: 's' },
).map((part) => Buffer.from(part));

test('parseRequest(frames, key) reads what messageFrames(type, content, options) wrote', () => {
  const { identities, header, parent, content } = parseRequest(frames, KEY);
  assert.deepEqual(
    [identities.map(String), header.msg_type, header.session, parent, content],
    [['me'], 'complete_request', 's', {}, { code: 'ä' }],
  );
});

test('parseRequest(frames, key) refuses a message that was signed with another key, or changed', () => {
  const message = /the signature must fit the key, got another/;
  assert.throws(() => parseRequest(frames, 'other'), message);
  assert.throws(() => parseRequest([...frames.slice(0, -1), Buffer.from('{"code":"b"}')], KEY), message);
});

test('parseRequest(frames, key) refuses a message without delimiter, or that is cut', () => {
  for (const broken of [[], frames.slice(2), frames.slice(0, -1)]) {
    assert.throws(() => parseRequest(broken, KEY), /a message must have a delimiter and 5 frames after it/);
  }
});
