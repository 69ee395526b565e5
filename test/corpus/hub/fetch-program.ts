/** Fetches a model as a program of its own: `node fetch-program.js NAME`, with the hub and the cache in the environment. */
import { argv } from 'node:process';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';

console.log(await fetchModel(argv[2] ?? ''));
