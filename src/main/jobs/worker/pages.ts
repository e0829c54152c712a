// Entry of the thread that writes pages shorter.
import { parentPort } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { shortenContent } from './export/pdf/content';
import type { ShortenedPage } from './export/pdf/page-thread';

parentPort?.on('message', (packed: Uint8Array[]) => {
  for (const [page, bytes] of packed.entries()) {
    const content = shortenContent(inflateSync(bytes));
    const message: ShortenedPage = { page, content };
    parentPort?.postMessage(message, content ? [content.bytes.buffer, content.joints.buffer] : []);
  }
});
