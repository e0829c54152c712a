// Acts on an article's versions, each with its way back in the toast and in undo.
import type { ArticleSummary } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { VersionResult } from '@shared/ipc/version-routes';
import type { ImportItem } from '../features/library/import-item.svelte';
import { VersionsState } from '../features/versions/versions-state.svelte';
import { Job } from '../platform/job.svelte';
import { pickFiles, putFile } from '../platform/files';
import type { Workbench } from './workbench.svelte';

export class Versioning {
  readonly #bench: Workbench;
  readonly #job: Job;

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.#job = new Job(bench.client);
  }

  /** A new version is being made. */
  get busy(): boolean {
    return this.#job.running;
  }

  /** Shows the versions of an article. */
  show(id: ArticleId): void {
    const article = this.#bench.library.article(id);
    if (!article) return;
    const versions = new VersionsState(this.#bench.client, id);
    void versions.load();
    this.#bench.dialog = { kind: 'versions', article, versions };
  }

  /** Asks for a changed file. */
  async importFile(article: ArticleSummary): Promise<void> {
    const { client, hello } = this.#bench;
    try {
      const [chosen] = await pickFiles(client, hello.shell);
      if (!chosen) return;
      const { handle } = chosen instanceof File ? await putFile(client, chosen) : chosen;
      await this.#make(article.id, (jobId) =>
        client.request('versions.importFile', { jobId, id: article.id, handle })
      );
    } catch (thrown) {
      this.#bench.fail(thrown);
    }
  }

  /** A file that came in as an article of its own becomes the newest version of the one it is like. */
  async merge(item: ImportItem): Promise<void> {
    const { versionOf, article } = item;
    if (!versionOf || !article) return;
    const { client } = this.#bench;
    const made = await this.#make(versionOf.id, (jobId) =>
      client.request('versions.merge', { jobId, id: versionOf.id, from: article.id })
    );
    if (made) item.merged();
  }

  /** In a charset, by evidence (null), or as before (undefined). */
  async reread(id: ArticleId, charset?: string | null): Promise<void> {
    const { client } = this.#bench;
    const chosen = charset === undefined ? {} : { charset };
    await this.#make(id, (jobId) => client.request('versions.reread', { jobId, id, ...chosen }));
  }

  async restore(id: ArticleId, version: number): Promise<void> {
    await this.#make(id, (jobId) => this.#restored(jobId, id, version));
  }

  #restored(jobId: string, id: ArticleId, version: number): Promise<VersionResult> {
    return this.#bench.client.request('versions.restore', { jobId, id, version });
  }

  /** Does it, says so, and shows what it came to; false where nothing came of it. */
  async #make(id: ArticleId, make: (jobId: string) => Promise<VersionResult>): Promise<boolean> {
    const { facts, library, toasts, settings } = this.#bench;
    const t = settings.translator;
    const result = await this.#job.run(make);
    if (this.#job.error) toasts.show({ tone: 'alarm', text: t.error(this.#job.error) });
    if (!result) return false;
    const { title, version, changed } = result;
    const take = async (wanted: number): Promise<void> => {
      await this.#restored(crypto.randomUUID(), id, wanted);
      await library.refresh();
    };
    // Before it is shown: an undo pressed then must mean this.
    const doing = { undo: () => take(version - 1), redo: () => take(version) };
    const act = changed ? facts.remember('versions.act', doing, [id]) : null;
    await library.refresh();
    if (!changed) {
      toasts.show({ text: t.t('versions.unchanged', { title }) });
      return true;
    }
    toasts.show({
      text: t.t('versions.made', { title, version }),
      action: this.#bench.wayBack(act)
    });
    this.show(id);
    return true;
  }
}
