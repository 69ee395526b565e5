/** Text from a model by name: fetched, loaded, asked. */

import { checkInteger } from '../../base/check-integer.js';
import { fetchAdapter, fetchModel } from '../../corpus/hub/fetch-model.js';
import { checkFilter } from '../../model/generate/filter-logits.js';
import { callElsewhere } from '../../records/call-elsewhere.js';
import type { AskOptions, GeneratedText, GenerateTextOptions } from './generated-text.js';

/**
 * Has a model answer an instruction, or go on with a prompt, in float32. Without `sampling` the text is that of
 * transformers' greedy search; with it, the same seed gives the same text on the same machine.
 * @throws RangeError where an option is wrong, or not exactly one of `instruction` and `prompt` is given; HubError where
 * something cannot be fetched; Error where a file is malformed or missing; the signal's reason where it is aborted.
 * @example
 * ```ts
 * import { generateText } from 'lingtune';
 *
 * const { text } = await generateText({ model: 'pocket', instruction: 'Write a word.', maxTokens: 5 });
 * ```
 */
export async function generateText(options: GenerateTextOptions): Promise<GeneratedText> {
  const call = { module: import.meta.url, name: 'generateText', args: [options] };
  return callElsewhere<GeneratedText>(call) ?? generateHere(options);
}

async function generateHere({
  model,
  adapter,
  tokenizer,
  ...question
}: GenerateTextOptions): Promise<GeneratedText> {
  checkQuestion(question);
  const { signal, onProgress } = question;
  const work = { signal, onProgress };
  const folder = await fetchModel(model, work);
  const adapterFolder = adapter === undefined ? undefined : await fetchAdapter(adapter, work);
  const { openGenerator } = await import('./open-generator.js');
  const generator = await openGenerator({ model: folder, adapter: adapterFolder, tokenizer, ...work });
  try {
    const answer = await generator.ask(question);
    return { ...answer, model, adapter: adapter ?? null, backend: generator.backend };
  } finally {
    generator.dispose();
  }
}

/** Before anything is fetched. */
function checkQuestion({ instruction, input, template, prompt, maxTokens = 1, sampling }: AskOptions): void {
  if ((instruction === undefined) === (prompt === undefined)) {
    const got = prompt === undefined ? 'neither' : 'both';
    throw new RangeError(`generateText: either instruction or prompt must be given, got ${got}`);
  }
  if (instruction === '') throw new RangeError('generateText: instruction must be text, got an empty one');
  if (prompt !== undefined && ((input ?? null) !== null || template !== undefined)) {
    const got = template === undefined ? 'input' : 'template';
    throw new RangeError(`generateText: prompt must stand alone, got ${got} beside it`);
  }
  checkInteger('generateText: maxTokens', maxTokens, 1, Number.MAX_SAFE_INTEGER);
  checkFilter(sampling ?? {});
}
