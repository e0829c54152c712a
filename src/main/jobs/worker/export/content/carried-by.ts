// The attachments by which Diptych reads its own file back.
import { carriedFiles, type CarriedArticles } from '@domain/interchange/carried-articles';
import { ownName } from '@domain/interchange/pdf-marks';
import type { Annotation } from '@domain/annotation/schema';
import type { Tag } from '@domain/tag/schema';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import type { AttachedFile } from '../pdf/document-entries';

/** `drawn` are names of the passages in the file. Nothing where it was not wanted. */
export function carriedBy(
  { options, jsonLd, carried, annotations, articles, pair, tags, date }: PdfInput,
  drawn: ReadonlySet<string>,
  { t }: Translator
): AttachedFile[] {
  if (!options.data || jsonLd === null) return [];
  const file = (name: string, type: string, description: string, bytes: Uint8Array) => ({
    name,
    type,
    description,
    bytes,
    date
  });
  const text = (words: string): Uint8Array => Buffer.from(words, 'utf8');
  const files = [
    file(
      carriedFiles.annotations,
      'application/ld+json',
      t('pdf.attachmentDescription'),
      text(jsonLd)
    )
  ];
  if (!carried) return files;
  const ids = new Set([...drawn].map((name) => ownName(name)?.id));
  const whole: CarriedArticles = {
    format: 'diptych-articles/1',
    library: carried.library,
    articles,
    pair,
    tags: tagsInUse(tags, annotations),
    undrawn: annotations.flatMap(({ id }) => (ids.has(id) ? [] : id))
  };
  files.push(
    file(
      carriedFiles.articles,
      'application/json',
      t('pdf.attachedArticles'),
      text(JSON.stringify(whole))
    )
  );
  for (const { name, bytes } of carried.originals) {
    files.push(file(name, 'application/octet-stream', t('pdf.attachedOriginal'), bytes));
  }
  return files;
}

/** Those that annotations bear, and those above them. */
function tagsInUse(all: readonly Tag[], annotations: readonly Annotation[]): Tag[] {
  const key = (name: string): string => name.normalize('NFC').toLowerCase();
  const names = new Set(annotations.flatMap(({ tags }) => tags.map(key)));
  const byId = new Map(all.map((tag) => [tag.id, tag]));
  const kept = new Set<Tag>();
  for (const tag of all) {
    if (!names.has(key(tag.name))) continue;
    let above: Tag | undefined = tag;
    while (above && !kept.has(above)) {
      kept.add(above);
      above = above.parentId ? byId.get(above.parentId) : undefined;
    }
  }
  return all.filter((tag) => kept.has(tag));
}
