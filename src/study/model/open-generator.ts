import { DEFAULT_TEMPLATES, findTemplate } from '../../corpus/templates/find-template.js';
import type { Template } from '../../corpus/templates/template.js';
import { renderPrompt } from '../../corpus/templates/template.js';
import { generateTokens } from '../../model/generate/generate-tokens.js';
import { textStream } from '../../model/generate/text-stream.js';
import type { AskOptions, GeneratedAnswer } from './generated-text.js';
import { type OpenModelOptions, openModel } from './open-model.js';

/** A model in memory that answers. */
export interface Generator {
  /** Answers one question; `generateText` says what it throws. */
  readonly ask: (options: AskOptions) => Promise<GeneratedAnswer>;
  /** What computes, in one line. */
  readonly backend: string;
  /** Frees the model. */
  readonly dispose: () => void;
}

/**
 * Loads a model with its tokenizer and adapter, in float32, on the backend that there is.
 * A file of its own, so that only who generates waits for TensorFlow.js to load.
 * @throws what `openModel` throws.
 */
export async function openGenerator(options: OpenModelOptions): Promise<Generator> {
  const { model, tokenizer, backend } = await openModel(options);
  return {
    backend: backend.description,
    dispose: () => model.dispose(),
    async ask({ maxTokens, sampling = null, onText, signal, onProgress, ...question }) {
      const prompt = promptText(question, model.kind);
      const stream = textStream(tokenizer);
      const give = (piece: string): void => {
        if (piece !== '') onText?.(piece);
      };
      const ids = tokenizer.encode(prompt, { addSpecialTokens: true });
      const onToken = (id: number): void => give(stream.add(id));
      const generated = await generateTokens(model, ids, {
        maxTokens,
        sampling,
        onToken,
        signal,
        onProgress,
      });
      give(stream.end());
      return { ...generated, text: stream.text, prompt, sampling };
    },
  };
}

/** The text that a question gives a model of the kind. */
function promptText({ instruction, input, template, prompt }: AskOptions, kind: Template['kind']): string {
  if (prompt !== undefined) return prompt;
  const found = findTemplate(template ?? DEFAULT_TEMPLATES[kind]);
  if (found.kind !== kind) {
    throw new RangeError(`generateText: the template must be for ${kind} models, got one for ${found.kind}`);
  }
  if (found.withInput.includes('{language}') || found.withoutInput.includes('{language}')) {
    throw new RangeError('generateText: the template must not name {language}, which a question has not');
  }
  // A pair that is still to be answered.
  const pair = {
    instruction: instruction ?? '',
    input: input ?? null,
    output: '',
    id: 'prompt',
    language: '',
  };
  return renderPrompt(pair, found);
}
