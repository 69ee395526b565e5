import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCommands } from '../../../src/model/backend/compile-commands.js';
import { tensorflowBuild } from '../../../src/model/backend/tensorflow-build.js';

const PLACES = { sources: '/binding', nodeHeaders: '/node' };

test('compileCommands(build) on Linux links the libraries beside the binding, and what quiets them last', () => {
  const build = tensorflowBuild('tensorflow', { platform: 'linux', arch: 'x64', libc: 'glibc-2.36' });
  assert.ok(build !== null);
  const commands = compileCommands({ ...build, folder: '/build' }, { ...PLACES, platform: 'linux' });
  assert.deepEqual(
    commands.map((words) => words.join(' ')),
    [
      '-O2 -shared -fPIC -std=c++17 -I/build/tensorflow/include /build/tensorflow/quiet.cc ' +
        '-o /build/tensorflow/libquiet.so',
      '-O2 -shared -fPIC -std=c++17 -DNAPI_VERSION=8 -D_FILE_OFFSET_BITS=64 -I/node -I/build/tensorflow/include ' +
        '/binding/tfjs_backend.cc /binding/tfjs_binding.cc -o /build/tensorflow/tfjs_binding.node ' +
        '-L/build/tensorflow -Wl,--no-as-needed -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 ' +
        '-l:libquiet.so -Wl,-rpath,$ORIGIN',
    ],
  );
});

test("compileCommands(build) on macOS leaves Node's symbols to be found at run time", () => {
  const build = tensorflowBuild('tensorflow', { platform: 'darwin', arch: 'arm64', libc: 'darwin' });
  assert.ok(build !== null);
  const commands = compileCommands({ ...build, folder: '/build' }, { ...PLACES, platform: 'darwin' });
  assert.deepEqual(
    commands.map((words) => words.slice(-5).join(' ')),
    [
      '-undefined dynamic_lookup /build/tensorflow/libtensorflow_cc.2.dylib ' +
        '/build/tensorflow/libtensorflow_framework.2.dylib -Wl,-rpath,@loader_path',
    ],
  );
});
