/** What kind of file system a path lies on: whether other machines may write it, and what its locks tell. */
import { statfsSync } from 'node:fs';

/** Linux's numbers of file systems that one kernel alone writes: ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. Source: statfs(2). */
const LOCAL: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
]);
/**
 * Those of networks, where a lock may hold on one machine only, or say that it holds and not do so at all: NFS, SMB (two),
 * Lustre, GPFS, FUSE, BeeGFS, Ceph. Source: statfs(2); huggingface_hub's pull request 4228.
 */
const NETWORK: ReadonlySet<number> = new Set([
  0x6969, 0xff534d42, 0xfe534d42, 0x0bd00bd0, 0x47504653, 0x65735546, 0x19830326, 0x00c36400,
]);

/**
 * Tells the kind of a path's file system, on Linux; elsewhere its numbers mean other things, and it is unknown.
 * @throws Error of the system where the path is missing.
 */
export function fileSystemKind(path: string): 'local' | 'network' | 'unknown' {
  if (process.platform !== 'linux') return 'unknown';
  const { type } = statfsSync(path);
  if (LOCAL.has(type)) return 'local';
  return NETWORK.has(type) ? 'network' : 'unknown';
}
