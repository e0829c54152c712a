// Colleagues' files of annotations: chosen or dropped, looked at, imported as one step of undo.
import type { ColleagueResult } from '@shared/ipc/colleague-routes';
import type { FileHandle } from '@shared/ipc/routes';
import { formFacts } from '@shared/export-forms';
import { ColleagueImport } from '../features/colleagues/colleague-import.svelte';
import type { ImportItem } from '../features/library/import-item.svelte';
import { pickFiles } from '../platform/files';
import type { Workbench } from './workbench.svelte';

type Chosen = FileHandle | File;

/** By its name: annotations, or a whole library in a ZIP file. A PDF with annotations in it is an article first. */
export function isAnnotationFile({ name }: Chosen): boolean {
  return [formFacts.jsonld.ending, 'zip'].some((ending) =>
    name.toLowerCase().endsWith(`.${ending}`)
  );
}

export class ColleagueActs {
  /** Files whose turn comes when the dialog is closed. */
  #waiting: Chosen[] = [];
  /** The last import, for undo. */
  #act: number | null = null;

  constructor(private readonly bench: Workbench) {}

  /** Asks for files. */
  async choose(): Promise<void> {
    try {
      this.open(await pickFiles(this.bench.client, this.bench.hello.shell));
    } catch (thrown) {
      this.bench.fail(thrown);
    }
  }

  /** One after the other, each in the dialog. */
  open([first, ...rest]: readonly Chosen[]): void {
    if (!first) return;
    this.#waiting.push(...rest);
    if (this.bench.dialog?.kind === 'colleagues') this.bench.dialog.incoming.cancel();
    const incoming = new ColleagueImport(this.bench.client, first);
    void incoming.read();
    this.bench.dialog = { kind: 'colleagues', incoming };
  }

  /** Where one PDF of our own was all that came, it is looked at without being asked for. */
  bringOnly(): void {
    const [only, ...others] = this.bench.imports.items;
    if (only?.status === 'carries' && others.length === 0 && !this.bench.dialog) this.bring(only);
  }

  /** A PDF of our own that was taken for an article's file. */
  bring(item: ImportItem): void {
    const { handle, name } = item;
    if (handle === null) return;
    this.bench.imports.dismiss(item);
    this.open([{ handle, name, byteLength: 0 }]);
  }

  /** Not in the middle of an import: nobody would hear what it came to. */
  close(incoming: ColleagueImport): void {
    if (incoming.importing) return;
    incoming.cancel();
    this.bench.dialog = null;
    this.open(this.#waiting.splice(0));
  }

  async import(incoming: ColleagueImport): Promise<void> {
    const { facts } = this.bench;
    const importId = incoming.preview?.importId;
    const result = await this.#imported(incoming);
    if (!result || importId === undefined) return;
    const replay = (way: 'undo' | 'redo') => async (): Promise<void> => {
      const { kept } = await this.bench.client.request('colleagues.replay', { importId, way });
      const { t } = this.bench.settings.translator;
      if (kept > 0) this.bench.toasts.show({ text: t('colleagues.kept', { count: kept }) });
      if (result.articles === 0) return;
      // Articles came along, and may be gone from under the window.
      await this.bench.library.refresh();
      this.bench.leaveGone();
    };
    const doing = { undo: replay('undo'), redo: replay('redo') };
    const { articleIds, annotationIds } = result;
    this.#act = facts.remember('colleagues.act', doing, articleIds, annotationIds);
  }

  /** Null where it failed, which is said. */
  async #imported(incoming: ColleagueImport): Promise<ColleagueResult | null> {
    try {
      return await this.bench.facts.byMain(() => incoming.import());
    } catch (thrown) {
      this.bench.fail(thrown);
      return null;
    }
  }

  undo(incoming: ColleagueImport): void {
    this.close(incoming);
    this.bench.wayBack(this.#act)?.run();
  }

  /** The notes of its authors. */
  show(incoming: ColleagueImport): void {
    const [only, ...others] = incoming.rows;
    const filter = only && others.length === 0 ? { author: only.author } : {};
    this.bench.go({ kind: 'notes', filter });
    this.close(incoming);
  }
}
