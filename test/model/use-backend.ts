import type { TestContext } from 'node:test';
import type { BackendName } from '../../src/backend/backend.js';
import { startBackend } from '../../src/backend/start-backend.js';

/** Makes a backend the current one; `false`, the test being skipped, where it is not set up. */
export async function useBackend(context: TestContext, name: BackendName): Promise<boolean> {
  try {
    await startBackend({ name, onNotice: () => undefined });
    return true;
  } catch (error) {
    context.skip(String(error));
    return false;
  }
}
