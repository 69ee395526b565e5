import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCommands } from '../../src/backend/compile-commands.js';
import { tensorflowBuild } from '../../src/backend/tensorflow-build.js';

const PLACES = { sources: '/binding', kernels: '/kernels', nodeHeaders: '/node' };

const KERNELS =
  '-O3 -fno-math-errno -fno-trapping-math -fopenmp-simd -shared -fPIC -std=c++17 -I/build/tensorflow/include -I/node ' +
  [
    'add-product',
    'attention-weights',
    'cross-entropy',
    'gelu',
    'layer-norm',
    'operation',
    'parallel',
    'self-attention',
    'signals',
    'transpose',
  ]
    .map((name) => `/kernels/${name}.cc`)
    .join(' ');

test('compileCommands(build) on Linux links the libraries beside the binding, and what quiets them last', () => {
  const build = tensorflowBuild('tensorflow', { platform: 'linux', arch: 'x64', libc: 'glibc-2.36' });
  assert.ok(build !== null);
  const commands = compileCommands({ ...build, folder: '/build' }, { ...PLACES, platform: 'linux' });
  assert.deepEqual(
    commands.map((words) => words.join(' ')),
    [
      '-O2 -shared -fPIC -std=c++17 -I/build/tensorflow/include /build/tensorflow/quiet.cc ' +
        '-o /build/tensorflow/libquiet.so',
      `${KERNELS} -o /build/tensorflow/liblingtune_kernels.so -pthread -Wl,-z,nodelete`,
      '-O2 -shared -fPIC -std=c++17 -I/build/tensorflow/include -DNAPI_VERSION=8 -D_FILE_OFFSET_BITS=64 -I/node ' +
        '/binding/tfjs_backend.cc /binding/tfjs_binding.cc -o /build/tensorflow/tfjs_binding.node ' +
        '-L/build/tensorflow -Wl,--no-as-needed -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 ' +
        '-l:liblingtune_kernels.so -l:libquiet.so -Wl,-rpath,$ORIGIN',
    ],
  );
});

test("compileCommands(build) on macOS leaves Node's symbols to be found at run time", () => {
  const build = tensorflowBuild('tensorflow', { platform: 'darwin', arch: 'arm64', libc: 'darwin' });
  assert.ok(build !== null);
  const commands = compileCommands({ ...build, folder: '/build' }, { ...PLACES, platform: 'darwin' });
  const libraries =
    '/build/tensorflow/libtensorflow_cc.2.dylib /build/tensorflow/libtensorflow_framework.2.dylib';
  const kernels = '/build/tensorflow/liblingtune_kernels.dylib';
  const link = '-undefined dynamic_lookup -Wl,-rpath,@loader_path';
  assert.deepEqual(
    commands.map((words) => words.slice(words.indexOf('-o')).join(' ')),
    [
      `-o ${kernels} -install_name @rpath/liblingtune_kernels.dylib ${libraries} ${link}`,
      `-o /build/tensorflow/tfjs_binding.node ${libraries} ${kernels} ${link}`,
    ],
  );
});
