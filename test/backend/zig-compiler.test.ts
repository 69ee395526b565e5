import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zigCommands, zigProgram, zigWheel } from '../../src/backend/zig-compiler.js';

const COMMANDS = [
  '-O2 -shared -fPIC -I/include /build/quiet.cc -o /build/libquiet.so',
  '-O3 -shared -fPIC /kernels/gelu.cc /kernels/parallel.cc -o /build/libkernels.so -pthread -Wl,-z,nodelete',
].map((line) => line.split(' '));

test('zigCommands(commands) compiles each source for a named processor, then links as the commands did', () => {
  const { compile, link } = zigCommands(COMMANDS, { folder: '/zig', objects: '/objects', arch: 'x64' });
  const target = '-target x86_64-linux-gnu.2.27';
  assert.deepEqual(
    compile.slice(0, 3).map((words) => words.join(' ')),
    [
      `c++ ${target} -O2 -fPIC -I/include -c /build/quiet.cc -o /objects/libquiet.so-quiet.cc.o`,
      `c++ ${target} -O3 -fPIC -c /kernels/gelu.cc -o /objects/libkernels.so-gelu.cc.o`,
      `c++ ${target} -O3 -fPIC -c /kernels/parallel.cc -o /objects/libkernels.so-parallel.cc.o`,
    ],
  );
  const parts = compile.slice(3).map((words) => words[words.indexOf('-o') + 1]);
  assert.ok(parts.includes('/objects/zig-string.cpp.o'));
  assert.deepEqual(
    link.map((words) => words.join(' ').replace(` ${parts.join(' ')}`, ' PARTS')),
    [
      `cc ${target} /objects/libquiet.so-quiet.cc.o PARTS -shared -Wl,--gc-sections -Wl,-s -o /build/libquiet.so`,
      `cc ${target} /objects/libkernels.so-gelu.cc.o /objects/libkernels.so-parallel.cc.o PARTS -shared -pthread ` +
        '-Wl,-z,nodelete -Wl,--gc-sections -Wl,-s -o /build/libkernels.so',
    ],
  );
});

test('zigWheel(platform, arch) is pinned by version and sum on Linux, and none elsewhere', () => {
  for (const arch of ['x64', 'arm64']) {
    const wheel = zigWheel('linux', arch);
    assert.equal(wheel?.requirement, 'ziglang==0.17.1');
    assert.match(wheel?.sha256 ?? '', /^[0-9a-f]{64}$/);
  }
  assert.equal(zigWheel('darwin', 'arm64'), null);
  assert.equal(zigWheel('linux', 'riscv64'), null);
});

test('zigProgram(folder) is where the wheel has it', () => {
  assert.equal(zigProgram('/zig'), '/zig/ziglang/zig');
});
