/**
 * Answers of a hub that are wrong in every way: status codes, heads, bodies and lists, changed by a seed. Whatever comes,
 * a fetch must end, with what was asked for or with one error that says why, and leave no wrong file under a final name.
 * `LINGTUNE_FUZZ_HUB` says how many inputs, `LINGTUNE_FUZZ_SEED` which series of them.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { test } from 'node:test';
import { keyedTwister } from '../../../src/base/random/mersenne-twister.js';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { HubError } from '../../../src/corpus/hub/hub-error.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { fakeCommit } from '../fake-hub.js';
import { MUTATED_FILES, startMutatingHub } from './mutating-hub.js';

const INPUTS = Number(process.env.LINGTUNE_FUZZ_HUB ?? 200);
const SEED = Number(process.env.LINGTUNE_FUZZ_SEED ?? 1);
const WANTED = ['config.json', 'tokenizer.json', 'model.safetensors'];

/** Every file under a final name has the content that its name, or its blob's name, says. */
function assertNoWrongFile(home: string): void {
  const blobs = join(home, 'blobs');
  for (const name of existsSync(blobs) ? readdirSync(blobs) : []) {
    if (!/^[0-9a-f]+$/.test(name)) {
      assert.match(name, /^[0-9a-f]{40,64}(?:\.\d+-[0-9a-f]{8})?\.incomplete$/);
      continue;
    }
    const content = readFileSync(join(blobs, name));
    const [algorithm, head] = name.length === 64 ? ['sha256', ''] : ['sha1', `blob ${content.length}\0`];
    assert.equal(
      createHash(algorithm ?? '')
        .update(head ?? '')
        .update(content)
        .digest('hex'),
      name,
    );
  }
  const snapshots = join(home, 'snapshots');
  for (const path of existsSync(snapshots) ? readdirSync(snapshots, { recursive: true }).map(String) : []) {
    assert.match(path, /^[0-9a-f]{40}(?:\/|$)/);
    const target = realpathSync(join(snapshots, path));
    assert.ok(target.startsWith(realpathSync(home) + sep), path);
  }
}

test(`fetchModel(name) ends well or with one error for ${INPUTS} series of changed answers`, async (context) => {
  const hub = await startMutatingHub(context);
  const parent = temporaryFolder(context);
  const environment = {
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(parent, 'home'),
    HF_TOKEN: 'hf_verysecret',
    HF_HUB_DOWNLOAD_TIMEOUT: '0.3',
  };
  const home = join(parent, 'home', 'hub', 'models--org--small');
  const folder = join(home, 'snapshots', fakeCommit('main'));
  const counts = { whole: 0, changed: 0 };
  const failures = new Map<string, number>();
  for (let input = 0; input < INPUTS; input++) {
    const random = keyedTwister([SEED, input]);
    // Every other time with what the one before has left.
    if (random.nextDouble() < 0.5) rmSync(dirname(home), { recursive: true, force: true });
    hub.random = random;
    hub.changed.clear();
    hub.stubborn.clear();
    const label = `seed ${SEED}, input ${input}`;
    try {
      const got = await fetchModel('org/small', { environment, wait: async () => {} });
      counts.whole++;
      if (hub.changed.has('revision') || hub.changed.has('tree')) counts.changed++;
      else {
        assert.equal(got, folder, label);
        for (const path of WANTED) {
          assert.equal(readFileSync(join(got, path), 'utf8'), MUTATED_FILES[path], `${label}: ${path}`);
        }
      }
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      const text = String(error);
      const isExpected = error instanceof HubError || /^Error: choose(?:Model|Shards)/.test(text);
      assert.ok(isExpected, `${label}: ${error instanceof Error ? error.stack : text}`);
      assert.doesNotMatch(text, /\p{Cc}|hf_verysecret/u, label);
      const kind = error instanceof HubError ? error.failure : 'choose';
      failures.set(kind, (failures.get(kind) ?? 0) + 1);
    }
    assert.equal(hub.leaks, 0, label);
    assert.deepEqual(
      readdirSync(parent).filter((name) => name !== 'home'),
      [],
      label,
    );
    assertNoWrongFile(home);
  }
  context.diagnostic(
    `${counts.whole} whole (${counts.changed} by a changed list), ${[...failures].map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
  );
  assert.ok(counts.whole > 0 && failures.size > 3, 'both ends are met');
});
