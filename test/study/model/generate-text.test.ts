import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { TEMPLATES } from '../../../src/corpus/templates/find-template.js';
import type { Template } from '../../../src/corpus/templates/template.js';
import { generateText } from '../../../src/study/model/generate-text.js';
import type { GenerateTextOptions } from '../../../src/study/model/generated-text.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { repositoryFile } from '../../repository.js';
import { run } from '../../run-command.js';

/** What transformers made of a prompt. */
interface GreedyCase {
  readonly kind: string;
  readonly adapter: boolean;
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly text?: string;
}

const { greedy } = readReference<{ readonly greedy: readonly GreedyCase[] }>('generation/generation.json');
/** As many as the fixture has. */
const TOKENS = 20;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

function modelOf(kind: string): { readonly model: string; readonly tokenizer: string } {
  return { model: referenceFile(`models/${kind}`), tokenizer: referenceFile(`tokenizers/${kind}`) };
}

for (const { kind, adapter, prompt, ids, text } of greedy.filter((one) => one.text !== undefined)) {
  const what = `${kind}${adapter ? ' with an adapter' : ''}`;
  test(`generateText(${what}, "${prompt}") gives the text of transformers, piece by piece, and leaves no tensor`, async () => {
    const names = modelOf(kind);
    const pieces: string[] = [];
    const tensors = tf.memory().numTensors;
    const answer = await generateText({
      ...names,
      ...(adapter ? { adapter: `${names.model}/adapter` } : {}),
      prompt,
      maxTokens: TOKENS,
      onText: (piece) => pieces.push(piece),
    });
    assert.equal(tf.memory().numTensors, tensors);
    assert.deepEqual(answer.ids, ids);
    assert.equal(answer.text, text);
    assert.equal(pieces.join(''), text);
    assert.ok(pieces.length > 1 && !pieces.includes(''));
    assert.deepEqual(
      [answer.prompt, answer.model, answer.adapter, answer.sampling],
      [prompt, names.model, adapter ? `${names.model}/adapter` : null, null],
    );
  });
}

const PROMPTS: readonly [kind: string, question: Partial<GenerateTextOptions>, prompt: string][] = [
  ['bloom', { instruction: 'Add.' }, '### Input:\nAdd.\n\n### Output:\n'],
  ['gpt2', { instruction: 'Add.', input: '1 2' }, '### Input:\nAdd.\n\n1 2\n\n### Output:\n'],
  ['bloom', { instruction: 'Add.', input: '' }, '### Input:\nAdd.\n\n\n\n### Output:\n'],
  ['mt5', { instruction: 'Add.', input: '1 2' }, 'Add.\n1 2'],
  [
    'gpt2',
    {
      instruction: 'Add.',
      template: { kind: 'causal', withInput: '{instruction}{input}', withoutInput: 'Q: {instruction} A:' },
    },
    'Q: Add. A:',
  ],
];

for (const [kind, question, prompt] of PROMPTS) {
  test(`generateText(${kind}, ${JSON.stringify(question)}) gives the model ${JSON.stringify(prompt)}`, async () => {
    const asked = await generateText({ ...modelOf(kind), ...question, maxTokens: 4 });
    assert.equal(asked.prompt, prompt);
    assert.deepEqual(asked, await generateText({ ...modelOf(kind), prompt, maxTokens: 4 }));
  });
}

test('generateText(options) draws the same text from the same seed alone, and says by what', async () => {
  const draw = (seed: number) =>
    generateText({ ...modelOf('bloom'), prompt: 'a', maxTokens: 12, sampling: { temperature: 2, seed } });
  const first = await draw(1);
  assert.deepEqual(first, await draw(1));
  assert.notEqual(first.text, (await draw(2)).text);
  assert.deepEqual(first.sampling, { temperature: 2, seed: 1 });
});

const NAMED: Template = { ...TEMPLATES.bactrian, withInput: '{language} {instruction} {input}' };

const REFUSED: readonly [question: Partial<GenerateTextOptions>, message: string][] = [
  [{}, 'generateText: either instruction or prompt must be given, got neither'],
  [{ prompt: 'a', instruction: 'b' }, 'generateText: either instruction or prompt must be given, got both'],
  [{ instruction: '' }, 'generateText: instruction must be text, got an empty one'],
  [{ prompt: 'a', input: 'b' }, 'generateText: prompt must stand alone, got input beside it'],
  [{ prompt: 'a', template: 'bactrian' }, 'generateText: prompt must stand alone, got template beside it'],
  [
    { instruction: 'a', template: 'bactrian-seq2seq' },
    'generateText: the template must be for causal models, got one for seq2seq',
  ],
  [
    { instruction: 'a', template: NAMED },
    'generateText: the template must not name {language}, which a question has not',
  ],
  [
    { instruction: 'a', maxTokens: 0, model: 'not/fetched' },
    'generateText: maxTokens must be an integer in 1..9007199254740991, got 0',
  ],
  [
    { instruction: 'a', sampling: { topP: 2 }, model: 'not/fetched' },
    'checkFilter: topP must be above 0 and at most 1, got 2',
  ],
];

for (const [question, message] of REFUSED) {
  test(`generateText(options) refuses a question: ${message}`, async () => {
    await assert.rejects(generateText({ ...modelOf('bloom'), ...question }), { name: 'RangeError', message });
  });
}

test('generateText(options) stops at its signal and frees the model', async () => {
  const tensors = tf.memory().numTensors;
  const controller = new AbortController();
  const onText = () => controller.abort(new Error('enough'));
  await assert.rejects(
    generateText({ ...modelOf('bloom'), prompt: 'How are you?', signal: controller.signal, onText }),
    { message: 'enough' },
  );
  assert.equal(tf.memory().numTensors, tensors);
});

/** Runs the command in a process of its own, whose output is piped. */
function pipe(...words: readonly string[]): { code: number | null; out: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [repositoryFile('bin/lingtune.js'), ...words],
    { encoding: 'utf8' },
  );
  return { code: status, out: stdout, errors: stderr };
}

test('main(generate …) prints the text of transformers, and on standard error how it came about', () => {
  const { model, tokenizer } = modelOf('mt5');
  const { kind, prompt, text } = greedy.find((one) => one.kind === 'mt5') ?? assert.fail();
  const words = ['generate', '--model', model, '--tokenizer', tokenizer, '--prompt', prompt];
  const { code, out, errors } = pipe(...words, '--max-tokens', String(TOKENS));
  assert.deepEqual({ code, out, kind }, { code: 0, out: `${text}\n`, kind: 'mt5' });
  assert.match(errors, /^cut off by --max-tokens · (tensorflow|wasm)/m);
});

test('main(generate … --seed) draws, the same text from the same seed', () => {
  const { model, tokenizer } = modelOf('bloom');
  const words = ['generate', '--model', model, '--tokenizer', tokenizer, '--instruction', 'Add.'];
  const draw = (...more: string[]) => pipe(...words, '--max-tokens', '12', ...more).out;
  const options = ['--temperature', '1.8', '--top-k', '500', '--top-p', '.99', '--seed'];
  const first = draw(...options, '1');
  assert.equal(draw(...options, '1'), first);
  assert.notEqual(draw(...options, '2'), first);
});

const MISUSES: readonly [words: readonly string[], code: number, message: RegExp][] = [
  [['--prompt', 'a'], 2, /required option '--model <name>'/],
  [['--model', 'x', '--temperature', 'warm'], 2, /A number is needed/],
  [['--model', 'x', '--template', 'none'], 2, /Allowed choices are bactrian, bactrian-seq2seq/],
  [['--model', 'x'], 1, /either instruction or prompt must be given, got neither/],
];

for (const [words, code, message] of MISUSES) {
  test(`main(generate ${words.join(' ')}) ends with code ${code}`, async () => {
    const outcome = await run('generate', ...words);
    assert.equal(outcome.code, code);
    assert.match(outcome.errors, message);
  });
}
