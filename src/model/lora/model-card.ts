/** What an adapter's README.md tells those who find it on a hub. */
export interface CardFacts {
  /** Name of the model that was tuned. */
  readonly baseModel: string;
  /** Codes of the languages that it was tuned on. */
  readonly languages: readonly string[];
  /** How they were chosen, in one sentence or more. */
  readonly selection: string;
  /** What it was tuned on: data set, pairs, template. */
  readonly data: string;
  /** Settings of adapter and training, as rows of a table. */
  readonly hyperparameters: Readonly<Record<string, string | number>>;
  /** Losses, as rows of a table, for example `last training loss`. */
  readonly losses: Readonly<Record<string, number>>;
}

/** Figures of a loss that are worth reading. */
const LOSS_DIGITS = 4;

/**
 * The text of an adapter's model card: the fields that a hub reads at its head, then what a reader wants to know.
 * @returns Markdown.
 */
export function modelCard({
  baseModel,
  languages,
  selection,
  data,
  hyperparameters,
  losses,
}: CardFacts): string {
  const rounded = Object.entries(losses).map(([name, loss]) => [name, loss.toFixed(LOSS_DIGITS)] as const);
  return `---
base_model: ${JSON.stringify(baseModel)}
library_name: peft
language: ${JSON.stringify(languages)}
tags: ["lora", "lingtune"]
---
# LoRA adapter of ${oneLine(baseModel)}

Tuned on ${languages.length === 1 ? 'one language' : `${languages.length} languages`}: ${languages.map(oneLine).join(', ')}.

## Selection
${oneLine(selection)}

## Data
${oneLine(data)}

## Hyperparameters
${table('setting', 'value', Object.entries(hyperparameters))}

## Losses
${table('loss', 'value', rounded)}
`;
}

function table(
  left: string,
  right: string,
  rows: readonly (readonly [name: string, value: string | number])[],
): string {
  const lines = rows.map(([name, value]) => `| ${cell(name)} | ${cell(String(value))} |`);
  return [`| ${left} | ${right} |`, '|---|---|', ...lines].join('\n');
}

function cell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}

/** A text that cannot begin another part of the card. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
