/** What a model is asked, and what it answers; apart from what loads it, so that reading these types asks for no tensors. */
import type { Template } from '../../corpus/templates/template.js';
import type { Sampling } from '../../model/generate/choose-token.js';
import type { GeneratedTokens } from '../../model/generate/generated-tokens.js';
import type { LongWork } from '../../records/long-work.js';

/** What a model is asked, and how it answers. */
export interface AskOptions extends LongWork {
  /** An instruction, which a template makes a prompt of; either it or `prompt` is needed. */
  readonly instruction?: string | undefined;
  /** What the instruction is about (default: `null`, nothing; an empty text is an input). */
  readonly input?: string | null | undefined;
  /** A template's name, or one's own (default: Bactrian-X's for the kind of the model). */
  readonly template?: string | Template | undefined;
  /** The text that the model is given, as it is. */
  readonly prompt?: string | undefined;
  /** Most new tokens, at least 1 (default 256). */
  readonly maxTokens?: number | undefined;
  /** How tokens are drawn (default: `null`, the likeliest each time). */
  readonly sampling?: Sampling | null | undefined;
  /** Is told of the answer piece by piece, in whole characters (default: nobody is). */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** An answer, and what it was given for. */
export interface GeneratedAnswer extends GeneratedTokens {
  /** The answer without special tokens. */
  readonly text: string;
  /** The text that the model was given. */
  readonly prompt: string;
  /** `null` where nothing was drawn. */
  readonly sampling: Sampling | null;
}

/** What to ask, and whom. */
export interface GenerateTextOptions extends AskOptions {
  /** Folder of a model as transformers saves it, or its name on the hub. */
  readonly model: string;
  /** Folder of a LoRA adapter as PEFT saves it, or its name on the hub (default: none). */
  readonly adapter?: string | undefined;
  /** Folder of the tokenizer (default: the model's). */
  readonly tokenizer?: string | undefined;
}

/** An answer, and who gave it. */
export interface GeneratedText extends GeneratedAnswer {
  readonly model: string;
  readonly adapter: string | null;
  /** What computed, in one line. */
  readonly backend: string;
}
