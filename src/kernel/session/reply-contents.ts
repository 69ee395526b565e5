/** Contents of the kernel's longer replies: who it is, and what the compiler knows of a piece of code. */
import { packageVersion } from '../../base/package-version.js';
import { type Completion, type QuickInfo, TSLAB_VERSION } from '../tslab/tslab-seam.js';
import { PROTOCOL_VERSION } from './message.js';

/** Content of `kernel_info_reply`: what the kernel says of itself. */
export function kernelInfoReply(typescriptVersion: string): object {
  const version = packageVersion();
  return {
    status: 'ok',
    protocol_version: PROTOCOL_VERSION,
    implementation: 'lingtune',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: typescriptVersion,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      // By these words classic notebooks and JupyterLab find their TypeScript mode.
      codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript ${typescriptVersion} on Node ${process.versions.node} (lingtune ${version}, tslab ${TSLAB_VERSION})`,
    debugger: false,
    supported_features: [],
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Node', url: 'https://nodejs.org/docs/latest/api/' },
      { text: 'The paper', url: 'https://arxiv.org/abs/2410.07809' },
    ],
  };
}

/** Words that JupyterLab has pictures for, by TypeScript's words for kinds of names. */
const KINDS: Readonly<Record<string, string>> = {
  method: 'method',
  function: 'function',
  'local function': 'function',
  class: 'class',
  interface: 'interface',
  type: 'type',
  enum: 'enum',
  'enum member': 'value',
  module: 'module',
  alias: 'module',
  keyword: 'keyword',
  property: 'property',
  getter: 'property',
  setter: 'property',
  const: 'instance',
  let: 'instance',
  var: 'instance',
  parameter: 'instance',
  'local var': 'instance',
};

/** Content of `complete_reply`, with what each name is for JupyterLab's pictures. */
export function completeReply(code: string, { candidates, original, start, end }: Completion): object {
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
  const range = { start: characterIndex(code, start), end: characterIndex(code, end) };
  return {
    status: 'ok',
    matches: candidates,
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {
      _jupyter_types_experimental: candidates.map((text) => ({
        text,
        type: KINDS[kinds.get(text) ?? ''] ?? '',
        ...range,
      })),
    },
  };
}

/** Where the cursor stands: code, and index in UTF-16 units; Jupyter counts characters. */
export function cursorOf({ code, cursor_pos: position }: Readonly<Record<string, unknown>>): {
  readonly code: string;
  readonly units: number;
} {
  const text = String(code);
  if (typeof position !== 'number') return { code: text, units: text.length };
  return { code: text, units: Array.from(text).slice(0, position).join('').length };
}

/** Number of characters before an index in UTF-16 units. */
function characterIndex(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}

/** Content of `inspect_reply`: what Shift-Tab shows of a name, its type, its docstring, its parameters. */
export function inspectReply(info: QuickInfo | undefined): object {
  const data = info === undefined ? {} : nameBundle(info);
  return { status: 'ok', found: info !== undefined, data, metadata: {} };
}

function nameBundle({ displayParts, documentation, tags = [] }: QuickInfo): Record<string, string> {
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
