#!/usr/bin/env node
import { startKernel } from '../dist/src/kernel/session/start-kernel.js';

try {
  await startKernel(process.argv[2]);
} catch (error) {
  console.error(`lingtune kernel: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
