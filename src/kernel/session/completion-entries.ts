import type { Completion } from '../tslab/tslab-seam.js';

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

/** Metadata of a completion that tells JupyterLab what each name is. */
export function completionEntries(
  { candidates, original, start, end }: Completion,
  position: (units: number) => number,
): object {
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
  const place = { start: position(start), end: position(end) };
  return {
    _jupyter_types_experimental: candidates.map((text) => ({
      text,
      type: KINDS[kinds.get(text) ?? ''] ?? '',
      ...place,
    })),
  };
}
