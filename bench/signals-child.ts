/**
 * The process that signals.ts starts in place of a notebook's kernel: makes a call in a child as the kernel does, says the
 * child's number, and then what the call gave.
 */
import { callInChild } from '../src/kernel/elsewhere/call-in-child.js';
import { workElsewhere } from '../src/records/call-elsewhere.js';
import { evaluateModel } from '../src/study/model/evaluate-model.js';
import { generateText } from '../src/study/model/generate-text.js';
import { tuneModel } from '../src/study/model/tune-model.js';
import { parseRunConfig } from '../src/tuning/config/read-run-config.js';

const [, , work = '', options = '', output = ''] = process.argv;
workElsewhere(
  callInChild({ signal: () => new AbortController().signal, onStart: (pid) => console.log(`child ${pid}`) }),
);
const given = JSON.parse(options);
if (work === 'tune') await tuneModel(parseRunConfig(given), { output });
if (work === 'evaluate') await evaluateModel({ ...given, output, cache: null });
if (work === 'generate') console.log((await generateText(given)).text);
// The child waits for another call.
process.exit(0);
