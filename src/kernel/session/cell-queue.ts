/** The order of cells: one after the other, and none of those that wait where one failed. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds in which cells that were sent along with a failed one arrive. */
const ARRIVAL = 10;

/** A cell that waits for its turn. */
export interface QueuedCell {
  /** Runs the cell. @returns whether those behind it are to be dropped. */
  run(): Promise<boolean>;
  /** Ends the cell unrun. */
  drop(): void;
  /** Tells the outcome, once those behind are dropped: who waits for it and sends the next cell has it run. */
  finish(): void;
}

/** Takes a cell, and returns when it has ended. */
export type CellQueue = (cell: QueuedCell) => Promise<void>;

/** Makes a queue. */
export function cellQueue(): CellQueue {
  const waiting: { cell: QueuedCell; resolve: () => void }[] = [];
  let isRunning = false;
  const work = async () => {
    isRunning = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const mustDrop = await next.cell.run();
      if (mustDrop) {
        await sleep(ARRIVAL);
        for (const { cell, resolve } of waiting.splice(0)) {
          cell.drop();
          resolve();
        }
      }
      next.cell.finish();
      next.resolve();
    }
    isRunning = false;
  };
  return (cell) =>
    new Promise((resolve, reject) => {
      waiting.push({ cell, resolve });
      if (!isRunning) work().catch(reject);
    });
}
