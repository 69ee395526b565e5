/** Colours of text in outputs, as terminals and Jupyter read them. */
export const RED = '\u001b[31m';
export const BOLD_RED = '\u001b[1;31m';
export const DIM = '\u001b[2m';
/** Back to the terminal's own colour and weight. */
export const PLAIN = '\u001b[0m';
