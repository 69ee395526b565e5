/** What can be said of a caught error: anything may be thrown. */

/** What a caught error says, for the end of a message of our own. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether an error of the system has one of some codes, such as `ENOENT`. */
export function isErrorCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
