// Which articles may be versions of one: those with the same file name, address or title.
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import { fold } from '@domain/text/fold';
import { plainFileName } from '@domain/version/likeness';

/** What articles are known by. */
export interface Naming {
  fileName: string;
  title: string;
  url?: string | undefined;
}

export const namingOf = ({ original, title, url }: Article): Naming => ({
  fileName: original.name,
  title,
  url
});

export class ArticleKin {
  private readonly byKey = new Map<string, Set<ArticleId>>();
  private readonly keys = new Map<ArticleId, string[]>();

  set(id: ArticleId, naming: Naming): void {
    this.remove(id);
    const keys = keysOf(naming);
    this.keys.set(id, keys);
    for (const key of keys) this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(id));
  }

  remove(id: ArticleId): void {
    for (const key of this.keys.get(id) ?? []) this.byKey.get(key)?.delete(id);
    this.keys.delete(id);
  }

  /** Those that share a name with it, the likeliest first, each once. */
  of(naming: Naming): ArticleId[] {
    return [
      ...new Set(keysOf(naming).flatMap((key) => [...(this.byKey.get(key) ?? [])].reverse()))
    ];
  }
}

/** Likeliest first. */
function keysOf({ fileName, title, url }: Naming): string[] {
  return [
    ...(url === undefined ? [] : [`url ${plainUrl(url)}`]),
    `file ${plainFileName(fileName)}`,
    `title ${fold(title).trim()}`
  ];
}

/** Without what tells no page from another: the scheme, a fragment, the slash at the end. */
const plainUrl = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/iu, '')
    .replace(/#.*$/u, '')
    .replace(/\/$/u, '');
