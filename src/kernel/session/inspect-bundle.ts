import type { QuickInfo } from '../tslab/tslab-seam.js';

/** What is known of a name, as Shift-Tab shows it: its type, its docstring, its parameters. */
export function inspectBundle({ displayParts, documentation, tags = [] }: QuickInfo): Record<string, string> {
  const signature = join(displayParts);
  const words = join(documentation);
  const notes = tags.map(({ name, text }) => ({ name, text: join(text) }));
  const plain = [
    signature,
    ...(words === '' ? [] : ['', words]),
    ...(notes.length === 0 ? [] : ['']),
    ...notes.map(({ name, text }) => `@${name} ${text}`.trimEnd()),
  ];
  const markdown = [
    `\`\`\`typescript\n${signature}\n\`\`\``,
    ...(words === '' ? [] : [words]),
    ...(notes.length === 0 ? [] : [notes.map(({ name, text }) => `- *@${name}* ${text}`).join('\n')]),
  ];
  return { 'text/plain': plain.join('\n'), 'text/markdown': markdown.join('\n\n') };
}

function join(parts: readonly { readonly text: string }[] = []): string {
  return parts.map(({ text }) => text).join('');
}
