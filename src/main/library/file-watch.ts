// Notices what other programs changed or took away. Sizes and times tell at a glance; hashes only where those differ.
import { join } from 'node:path';
import { z } from 'zod';
import type { FileProblem } from '@shared/file-problem';
import { articleIdSchema, type ArticleId } from '@domain/ids';
import { sha256 } from '../sha256';
import { articleBytes, articleFile, type ReadArticle } from './article-file';
import { namedPictures, picturesFolder } from './article-pictures';
import type { ArticleStore } from './article-store';
import { jsonBytes, readIfThere, replaceFile, type Files } from './files';

/** In the library: how every file looked when its hash was last found right. Made anew where it is missing. */
const stampsFile = 'seen.json';
/** In an article's folder: what the person took as it is, by file; null for one that is missing. */
const acceptedFile = 'accepted.json';

const stampSchema = z.tuple([z.number(), z.number()]);
const stampsSchema = z.record(
  z.string(),
  z.strictObject({ title: z.string(), files: z.record(z.string(), stampSchema) })
);
type Stamps = z.infer<typeof stampsSchema>;
const acceptedSchema = z.record(z.string(), z.string().nullable());

interface Finding extends FileProblem {
  /** Relative to the article's folder. */
  name: string;
  /** Null where it is missing. */
  hash: string | null;
}

export class FileWatch {
  #findings = new Map<ArticleId, Finding[]>();
  #stamps: Stamps | null = null;
  #stale = false;
  #stopped = false;
  #checking: Promise<boolean> | null = null;
  readonly #file: string;

  constructor(
    private readonly files: Files,
    folder: string,
    private readonly articles: ArticleStore,
    /** Called where `problems` are others than before. */
    private readonly onChange: () => void
  ) {
    this.#file = join(folder, stampsFile);
  }

  /** As far as it was looked at since the opening. */
  problems(): FileProblem[] {
    return [...this.#findings.values()]
      .flat()
      .map(({ articleId, title, file, state }) => ({ articleId, title, file, state }));
  }

  /** Looks every article over, those that look as they did at a glance. */
  async check(): Promise<void> {
    this.#checking ??= this.#checkAll().finally(() => (this.#checking = null));
    if (await this.#checking) this.onChange();
  }

  /** Reads something of the article; what fails, or is not what it was, is looked at in full and listed. */
  async reading<T>(id: ArticleId, read: () => Promise<T>): Promise<T> {
    const look = (): void => {
      this.verify(id).then(
        (changed) => changed && this.onChange(),
        () => undefined
      );
    };
    try {
      const found = await read();
      if (this.articles.wasAltered(id)) look();
      return found;
    } catch (thrown) {
      look();
      throw thrown;
    }
  }

  /** Looks one article over, hash for hash. True where its problems are others than before. */
  async verify(id: ArticleId): Promise<boolean> {
    const stamps = await this.#load();
    const before = this.#findings.get(id) ?? [];
    const { findings, title, seen } = await this.#look(id);
    if (!this.articles.has(id) && !stamps[id]) return false;
    this.#stale = true;
    if (findings.length > 0) {
      this.#findings.set(id, findings);
      // What is not right is looked at again each time, but its place in the library is remembered.
      stamps[id] = { title, files: {} };
    } else {
      this.#findings.delete(id);
      stamps[id] = { title, files: seen };
    }
    return JSON.stringify(before) !== JSON.stringify(findings);
  }

  /** The article is as the app itself has just left it: the next start need not look, nor write what it saw. */
  async note(id: ArticleId): Promise<void> {
    await this.verify(id).catch(() => false);
  }

  /** The article left the library by the app's own doing. */
  async forget(id: ArticleId): Promise<void> {
    const stamps = await this.#load();
    this.#stale ||= id in stamps;
    delete stamps[id];
    this.#findings.delete(id);
  }

  /** The person takes the article as it is now: an altered article.json is sealed, other files are noted. */
  async keep(id: ArticleId): Promise<void> {
    const findings = this.#findings.get(id) ?? [];
    if (findings.length === 0) {
      // Nothing to take; one that is not here is an error all the same.
      await this.articles.read(id);
      return;
    }
    const folder = this.articles.folderOf(id);
    if (findings.some(({ file, hash }) => file === 'article' && hash === null)) {
      return this.forget(id);
    }
    const accepted = await this.#accepted(folder);
    for (const { file, name, hash } of findings) {
      if (file !== 'article') accepted[name] = hash;
      else {
        const { article } = await this.articles.read(id);
        await replaceFile(this.files, join(folder, articleFile), articleBytes(article));
      }
    }
    await replaceFile(this.files, join(folder, acceptedFile), jsonBytes(accepted));
    await this.verify(id);
  }

  /** Ends a look over all articles that is under way, and writes down what was seen. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#checking?.catch(() => undefined);
    await this.#save();
  }

  /** Writes down what was seen. A failure only costs a longer look at the next start. */
  async #save(): Promise<void> {
    if (!this.#stale || !this.#stamps) return;
    this.#stale = false;
    await replaceFile(this.files, this.#file, jsonBytes(this.#stamps)).catch(() => undefined);
  }

  async #checkAll(): Promise<boolean> {
    const stamps = await this.#load();
    let changed = false;
    for (const id of this.articles.ids()) {
      if (this.#stopped) return changed;
      if (!this.#findings.has(id) && (await this.#looksTheSame(id, stamps[id]))) continue;
      changed = (await this.verify(id)) || changed;
    }
    for (const name of Object.keys(stamps)) {
      const id = articleIdSchema.parse(name);
      if (this.articles.has(id)) continue;
      if (this.articles.isTrashed(id)) await this.forget(id);
      else changed = (await this.verify(id)) || changed;
    }
    await this.#save();
    return changed;
  }

  async #looksTheSame(id: ArticleId, stamp: Stamps[string] | undefined): Promise<boolean> {
    const entries = Object.entries(stamp?.files ?? {});
    if (entries.length === 0) return false;
    const folder = this.articles.folderOf(id);
    for (const [name, [byteLength, modifiedMs]] of entries) {
      const now = await this.files.stat(join(folder, name));
      if (now?.byteLength !== byteLength || now.modifiedMs !== modifiedMs) return false;
    }
    return true;
  }

  async #look(
    id: ArticleId
  ): Promise<{ findings: Finding[]; title: string; seen: Stamps[string]['files'] }> {
    const folder = this.articles.folderOf(id);
    const accepted = await this.#accepted(folder);
    const seen: Stamps[string]['files'] = {};
    const findings: Finding[] = [];
    let title = this.#stamps?.[id]?.title ?? '';
    const add = (file: Finding['file'], name: string, hash: string | null): void => {
      const state = hash === null ? 'missing' : 'changed';
      findings.push({ articleId: id, title, file, state, name, hash });
    };
    const look = async (name: string): Promise<string | null> => {
      // Asked first: what is written in between is then looked at again.
      const stamp = await this.files.stat(join(folder, name));
      const bytes = stamp && (await readIfThere(this.files, join(folder, name)));
      if (!bytes) return null;
      seen[name] = [stamp.byteLength, stamp.modifiedMs];
      return sha256(bytes);
    };

    const own = await look(articleFile);
    let found: ReadArticle;
    try {
      found = await this.articles.read(id);
    } catch {
      add('article', articleFile, own);
      return { findings, title, seen };
    }
    const { article, altered } = found;
    ({ title } = article);
    if (altered) add('article', articleFile, own);
    const expected: [FileProblem['file'], string, string][] = [
      ['original', `original.${article.original.extension}`, article.original.sha256]
    ];
    const names = await this.files.list(join(folder, picturesFolder));
    for (const hash of namedPictures(article)) {
      const name = names.find((each) => each.startsWith(hash)) ?? hash;
      expected.push(['picture', join(picturesFolder, name), hash]);
    }
    for (const [file, name, hash] of expected) {
      const now = await look(name);
      if (now !== hash && accepted[name] !== now) add(file, name, now);
    }
    return { findings, title, seen };
  }

  async #accepted(folder: string): Promise<z.infer<typeof acceptedSchema>> {
    return (await this.#json(join(folder, acceptedFile), acceptedSchema)) ?? {};
  }

  async #load(): Promise<Stamps> {
    return (this.#stamps ??= (await this.#json(this.#file, stampsSchema)) ?? {});
  }

  async #json<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
    try {
      const bytes = await readIfThere(this.files, file);
      return bytes && schema.parse(JSON.parse(Buffer.from(bytes).toString()));
    } catch {
      return null;
    }
  }
}
