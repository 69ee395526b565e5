import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';

/** A file under a temporary name, which `TEMPORARY` knows, until it is whole. */
export class PendingFile {
  /** To write to until `end` is called. */
  readonly descriptor: number;
  private readonly temporary: string;
  private isOpen = true;

  /**
   * Opens it.
   * @param stem path that the temporary name begins with, in the folder of the file to be.
   * @throws Error of the file system where the folder is missing or takes no files.
   */
  constructor(stem: string) {
    this.temporary = `${stem}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    // 'wx': never write through a link that somebody put there.
    this.descriptor = openSync(this.temporary, 'wx');
  }

  /** Flushes the file to disk and closes it, where that is not done. @throws Error of the file system. */
  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    try {
      fsyncSync(this.descriptor);
    } finally {
      closeSync(this.descriptor);
    }
  }

  /** Ends the file and gives it its name. @throws Error of the file system. */
  keepAs(path: string): void {
    this.end();
    renameSync(this.temporary, path);
  }

  /** Removes the file, where it is not kept. */
  discard(): void {
    if (this.isOpen) closeSync(this.descriptor);
    this.isOpen = false;
    rmSync(this.temporary, { force: true });
  }
}
