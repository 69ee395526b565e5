/** The options `--png` and `--svg` of commands that have a figure to show. */
import type { Command } from 'commander';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { drawPictures } from '../notebook/pictures/draw-pictures.js';
import { requireChromium } from '../notebook/pictures/find-chromium.js';
import type { Figure } from '../records/figure.js';

/** Where pictures go, by format. */
export interface PictureOptions {
  png?: string;
  svg?: string;
}

const FORMATS = ['png', 'svg'] as const;

/** Adds the options to a command. */
export function addPictureOptions(command: Command): Command {
  return command
    .option('--png <file>', 'write a picture; needs Chromium')
    .option('--svg <file>', 'write a drawing that scales; needs Chromium');
}

/** Makes sure, before any work is done, that pictures can be drawn where they are asked for. */
export function checkPictures(options: PictureOptions): void {
  if (FORMATS.some((format) => options[format] !== undefined)) requireChromium();
}

/** Writes the pictures that are asked for. @throws Error where no Chromium is found. */
export async function writePictures(figure: Figure, options: PictureOptions): Promise<void> {
  for (const format of FORMATS) {
    const path = options[format];
    if (path === undefined) continue;
    for (const picture of await drawPictures([figure], { format })) writeFileWithFolder(path, picture);
  }
}
