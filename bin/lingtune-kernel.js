#!/usr/bin/env node
import { escapeControls } from '../dist/src/base/printable.js';
import { startKernel } from '../dist/src/kernel/session/start-kernel.js';

try {
  await startKernel(process.argv[2]);
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  console.error(`lingtune kernel: ${escapeControls(words)}`);
  process.exit(1);
}
