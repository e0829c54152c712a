// Catches a record that is on the disk and yet reported as not written: the next one would take its sequence.
import { expect, it } from 'vitest';
import { articleIdSchema } from '@domain/ids';
import type { JournalRecord } from '@domain/annotation/operation';
import { diskFiles, type Files } from './files';
import { Journal, readJournal } from './journal';
import { annotationOf, inTemporaryFolder, setAnnotation } from './test-fixtures/facts';

const articleId = articleIdSchema.parse('6f1f2f0a-4a52-4ad1-9d3e-3f6a0f6b8a01');
const record = (sequence: number, note: string): JournalRecord => ({
  sequence,
  operation: setAnnotation(annotationOf(articleId, 'khánh thành', note))
});

it('keeps what it has acknowledged where a full segment cannot be closed', () =>
  inTemporaryFolder(async (folder) => {
    let closings = 0;
    const files: Files = {
      ...diskFiles,
      async openAppend(path) {
        const file = await diskFiles.openAppend(path);
        return {
          ...file,
          async close() {
            await file.close();
            closings += 1;
            if (closings === 1) throw Object.assign(new Error('late'), { code: 'EIO' });
          }
        };
      }
    };
    const journal = new Journal(files, folder, []);
    // Six lines of 190,000 letters make a segment that takes no more.
    await journal.append([record(1, Array(6).fill('ô'.repeat(190_000)).join('\n'))]);
    const second = record(2, 'hai');
    await expect(journal.append([second])).rejects.toThrow('late');
    await journal.append([second]);
    await journal.close();

    const { records, segments } = await readJournal(diskFiles, folder);
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(segments.map(({ name, damaged }) => [name, damaged])).toEqual([
      ['0000000001.ndjson', false],
      ['0000000002.ndjson', false]
    ]);
  }));
