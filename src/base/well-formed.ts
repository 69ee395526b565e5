/** Half of a pair of UTF-16 units without the other half, which Python cannot write. */
const LONE_HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that can be written as UTF-8: halves of broken characters become the replacement character. */
export function wellFormed(text: string): string {
  return text.replace(LONE_HALF, '\ufffd');
}
