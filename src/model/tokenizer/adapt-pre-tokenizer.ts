import type { Component } from './tokenizer-files.js';

/** GPT-2's pattern, which the part ByteLevel applies by itself. Source: `byte_level.rs` of the Rust tokenizers. */
const GPT2_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/**
 * Says the same in other words where the package @huggingface/tokenizers 0.2 would understand another thing than the
 * Rust tokenizers: JavaScript's `\s` differs in U+0085 and U+FEFF, which only patterns of `Split` make up for, and
 * Metaspace does not split.
 */
export function adaptPreTokenizer(part: Component | null): Component | null {
  return part === null ? null : adapt(part);
}

function adapt(part: Component): Component {
  switch (part.type) {
    case 'Sequence':
      return sequence(...(Array.isArray(part.pretokenizers) ? part.pretokenizers : []).map(adapt));
    case 'Split':
      return asExpression(part);
    case 'WhitespaceSplit':
      return split('\\s+', 'Removed');
    case 'ByteLevel':
      // With a prefix space the text changes before it is split, so that part is left as it is.
      if (part.use_regex === false || part.add_prefix_space === true) return part;
      return sequence(split(GPT2_PATTERN, 'Isolated'), { ...part, use_regex: false });
    case 'Metaspace':
      return part.split === false
        ? withScheme(part)
        : sequence(withScheme(part), split(piecesOf(part), 'Isolated'));
    default:
      return part;
  }
}

/**
 * A plain text to split at as an expression, since the package keeps plain texts that it should remove; and of what is
 * isolated both sides stay, whichever of them the pattern finds.
 */
function asExpression(part: Component): Component {
  const { String: text, Regex } = part.pattern as { String?: string; Regex?: string };
  const pattern = { Regex: Regex ?? (text ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&') };
  return { ...part, pattern, invert: part.invert === true && part.behavior === 'Removed' };
}

/** A piece starts with the sign for a space, or where the text does. */
function piecesOf({ replacement = '▁' }: Component): string {
  return `${replacement}[^${replacement}]*`;
}

/** Older files say `add_prefix_space` where newer ones have a scheme. */
function withScheme(part: Component): Component {
  return { prepend_scheme: part.add_prefix_space === false ? 'never' : 'always', ...part };
}

function sequence(...pretokenizers: Component[]): Component {
  return { type: 'Sequence', pretokenizers };
}

function split(pattern: string, behavior: 'Isolated' | 'Removed'): Component {
  return { type: 'Split', pattern: { Regex: pattern }, behavior, invert: false };
}
