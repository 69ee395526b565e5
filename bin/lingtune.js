#!/usr/bin/env node
import { main } from '../dist/src/cli.js';
import { guardOutput } from '../dist/src/util/outlet.js';

guardOutput();
process.exitCode = await main(process.argv.slice(2));
