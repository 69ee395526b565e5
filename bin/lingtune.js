#!/usr/bin/env node
import { guardOutput } from '../dist/src/base/outlet.js';
import { main } from '../dist/src/cli/main.js';

guardOutput();
process.exitCode = await main(process.argv.slice(2));
