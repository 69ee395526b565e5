/** Numeric references: Plotly's text labels know them too, but not `&quot;`. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Text that HTML shows as it is, in content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character);
}

/**
 * The same for a notebook's output, where Jupyter would typeset `$…$` and `\(…\)` as formulas: a sign that stands in
 * an element of its own begins none, since a formula must lie within one piece of text.
 */
export function escapeNotebookHtml(text: string): string {
  return escapeHtml(text).replace(/[$\\]/g, '<span>$&</span>');
}
