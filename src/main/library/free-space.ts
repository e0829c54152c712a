// How much room a disk has left.
import { statfs } from 'node:fs/promises';

/** With less free than this the browser's copy of the notes is in danger, too: opened on a full disk it is thrown away. */
const leastFreeBytes = 8_000_000;

/** Whether the disk of an existing file or folder is as good as full. False also where it is not there, or where the system does not say. */
export async function isDiskFull(path: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize < leastFreeBytes;
  } catch {
    return false;
  }
}
