import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { bindingPath, type NativeName, tensorflowBuild } from '../../src/backend/tensorflow-build.js';

const CASES: readonly [
  backend: NativeName,
  platform: string,
  arch: string,
  libc: string,
  requirement: string | null,
][] = [
  ['tensorflow', 'linux', 'x64', 'glibc-2.36', 'tensorflow-cpu==2.21.0'],
  ['tensorflow', 'linux', 'arm64', 'glibc-2.36', 'tensorflow==2.21.0'],
  ['tensorflow', 'darwin', 'arm64', 'darwin', 'tensorflow==2.21.0'],
  ['tensorflow-gpu', 'linux', 'x64', 'glibc-2.36', 'tensorflow==2.21.0'],
  ['tensorflow-gpu', 'linux', 'arm64', 'glibc-2.36', null],
  ['tensorflow-gpu', 'darwin', 'arm64', 'darwin', null],
  ['tensorflow', 'darwin', 'x64', 'darwin', null],
  ['tensorflow', 'win32', 'x64', 'win32', null],
  ['tensorflow', 'linux', 'x64', 'musl', null],
];

for (const [backend, platform, arch, libc, requirement] of CASES) {
  test(`tensorflowBuild('${backend}') for ${platform} on ${arch} with ${libc} takes ${requirement}`, () => {
    const build = tensorflowBuild(backend, { platform, arch, libc, cache: 'cache' });
    assert.equal(build?.wheel.requirement ?? null, requirement);
    if (build !== null) assert.match(build.wheel.sha256, /^[\da-f]{64}$/);
  });
}

test('tensorflowBuild(backend) keeps builds apart by versions, system and C library', () => {
  const options = { platform: 'linux', arch: 'x64', libc: 'glibc-2.36', cache: 'cache' };
  const build = tensorflowBuild('tensorflow', options);
  assert.ok(build !== null);
  const name = 'tensorflow-2.21.0-binding-4.22.0-linux-x64-glibc-2.36-r9';
  assert.equal(build.folder, join('cache', 'tensorflow', name));
  assert.equal(bindingPath(build), join(build.folder, 'tensorflow', 'tfjs_binding.node'));
  const gpu = tensorflowBuild('tensorflow-gpu', options);
  assert.notEqual(gpu?.folder, build.folder);
  assert.equal(gpu?.npmPackage, '@tensorflow/tfjs-node-gpu');
});

test("tensorflowBuild('tensorflow-gpu') takes NVIDIA's twelve libraries, the processor's build none", () => {
  const options = { platform: 'linux', arch: 'x64', libc: 'glibc-2.36' };
  const cuda = tensorflowBuild('tensorflow-gpu', options)?.cudaWheels ?? [];
  assert.equal(cuda.length, 12);
  for (const { requirement, sha256 } of cuda) {
    assert.match(requirement, /^nvidia-[a-z]+(-[a-z]+)?-cu12==[\d.]+$/);
    assert.match(sha256, /^[\da-f]{64}$/);
  }
  assert.deepEqual(tensorflowBuild('tensorflow', options)?.cudaWheels, []);
});
