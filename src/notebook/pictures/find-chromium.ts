import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which Chromium and its relatives are installed, the likeliest first. */
const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
];

/** Places outside the search path, on macOS. */
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium. @throws Error where there is none, with what to do. */
export function requireChromium(): string {
  const program = findChromium();
  if (program !== null) return program;
  throw new Error(
    'drawPictures: a still picture needs Chromium; install it (Debian: apt install chromium) or set LINGTUNE_CHROMIUM',
  );
}

/**
 * Finds a Chromium to draw static pictures with.
 * @param environment `LINGTUNE_CHROMIUM` names the program; otherwise the folders of `PATH` are searched.
 * @returns the program's path, or `null` where there is none.
 * @throws Error where `LINGTUNE_CHROMIUM` names a file that cannot be run.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.LINGTUNE_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) {
      throw new Error(`findChromium: LINGTUNE_CHROMIUM must name a program that can be run, got ${named}`);
    }
    return named;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...candidates, ...APPLICATIONS].find(isExecutable) ?? null;
}
