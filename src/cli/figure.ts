/** The command that draws a figure of the paper. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { jsonText } from '../base/json-text.js';
import { figurePage } from '../charts/html-page.js';
import { plotlyBundle } from '../notebook/pictures/picture-page.js';
import { FIGURES, paperFigure } from '../paper/figures/figures.js';
import { addPictureOptions, type PictureOptions, writePictures } from './pictures.js';
import { type DataOptions, readData, runsOption } from './published-data.js';

/** Gives `figure` its options and its work. */
export function fillFigure(command: Command): void {
  addPictureOptions(
    command
      .argument('<number>', `which: ${[...FIGURES.keys()].join(', ')}`)
      .option('--json', 'print the Plotly specification and the numbers as JSON')
      .option('--html <file>', 'write a page that draws the figure anywhere, without a network'),
  )
    .addOption(runsOption())
    .action(drawFigure);
}

async function drawFigure(
  number: string,
  options: DataOptions & PictureOptions & { json?: true; html?: string },
): Promise<void> {
  const figure = paperFigure(readData(options), number);
  if (options.html !== undefined)
    writeFileWithFolder(options.html, figurePage(figure, readFileSync(plotlyBundle(), 'utf8')));
  await writePictures(figure, options);
  if (options.json === true) console.log(jsonText(figure));
  else if ((options.html ?? options.png ?? options.svg) === undefined) {
    console.log(`${figure.title}\n${figure.caption}\n${figure.alt}\n`);
    console.table(figure.records);
  }
}
