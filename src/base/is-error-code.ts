/** Whether an error of the system has one of some codes, such as `ENOENT`. */
export function isErrorCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
