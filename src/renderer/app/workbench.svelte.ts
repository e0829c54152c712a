// The window's own state: where one is, what is open beside it, and what the frame's commands do.
import type { Annotation } from '@domain/annotation/schema';
import type { Article, ArticleSummary } from '@domain/article/schema';
import type { ArticleId, CollectionId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import { externalUrl } from '@shared/external-link';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { SearchHit, FileHandle, RouteOutput, sampleNames } from '@shared/ipc/routes';
import type { FactsStore } from '../db/facts-store.svelte';
import type { PanelView, ViewState } from '../db/view-state';
import type { ImportItem } from '../features/library/import-item.svelte';
import { FileProblems } from '../features/library/file-problems.svelte';
import { Imports } from '../features/library/imports.svelte';
import { LibraryView } from '../features/library/library-view.svelte';
import { TrashState } from '../features/library/trash-state.svelte';
import type { Standing } from '../features/reader/jumps';
import { SearchState } from '../features/library/search-state.svelte';
import { LibraryState } from '../features/library/library-state.svelte';
import { NotesRoom } from '../features/notes/notes-room.svelte';
import { SettingsState } from '../features/settings/settings-state.svelte';
import type { Client } from '../platform/client';
import { Job } from '../platform/job.svelte';
import { pickFiles } from '../platform/files';
import { saveOriginal } from '../platform/save';
import { Toasts, type ToastContent } from '../ui/toasts.svelte';
import { ArticleActs } from './article-acts';
import { ColleagueActs, isAnnotationFile } from './colleague-acts';
import { CollectionActs } from './collections';
import { FocusMode } from './focus-mode.svelte';
import { GoingBack } from './going-back.svelte';
import type { OpenDialog } from './open-dialog';
import {
  isReading,
  placeExists,
  placeKey,
  placeOf,
  samePlace,
  storedPlace,
  type Place,
  type ReadingPlace
} from './places';
import { undoScope } from './undo-scope';
import { TrashActs } from './trash-acts';
import { Reading } from './reading.svelte';
import { Versioning } from './versioning.svelte';
import { keepOwnPlace, ownPlace } from './windows';

const recentLength = 8;

export class Workbench {
  readonly client: Client;
  readonly facts: FactsStore;
  readonly hello: RouteOutput<'app.hello'>;
  readonly settings: SettingsState;
  readonly library: LibraryState;
  readonly imports: Imports;
  readonly fileProblems: FileProblems;
  readonly versioning: Versioning;
  /** The search of the library room. */
  readonly search: SearchState;
  readonly view = new LibraryView();
  readonly notes: NotesRoom;
  readonly trashed: TrashState;
  readonly trashActs: TrashActs;
  readonly articleActs: ArticleActs;
  readonly colleagues: ColleagueActs;
  readonly collections: CollectionActs;
  readonly toasts = new Toasts();
  readonly focus = new FocusMode(() => this.#reading);
  /** Opening a sample. */
  readonly sample: Job;
  readonly #views: ViewState;
  #place = $state.raw<Place>({ kind: 'library' });
  #reading = $state.raw<Reading | null>(null);
  readonly #past = new GoingBack();
  #panels = $state.raw<PanelView>({
    libraryOpen: true,
    inspectorOpen: true,
    place: null,
    recent: []
  });
  #tight = $state(false);
  #narrow = $state(false);
  #overlay = $state<'library' | 'inspector' | null>(null);
  dialog = $state.raw<OpenDialog | null>(null);
  /** The article whose file is shown; over any dialog, so that what was typed there stays. */
  original = $state.raw<Article | null>(null);
  /** An address to ask about before it is opened outside; over any dialog. */
  link = $state.raw<URL | null>(null);
  /** The row of the library's articles that the keyboard was on last. */
  row = $state.raw<ArticleId | null>(null);
  /** The pair or article whose row the keyboard was on last. */
  rowPlace = $state.raw<ReadingPlace | null>(null);
  /** Ids of the notices the user has dismissed in this window. */
  noticesPutAway = $state.raw<readonly string[]>([]);

  constructor(client: Client, hello: RouteOutput<'app.hello'>, facts: FactsStore) {
    this.client = client;
    this.hello = hello;
    this.facts = facts;
    this.#views = facts.views;
    this.settings = new SettingsState(client, hello.settings, hello.locale, (thrown) =>
      this.toasts.show({
        tone: 'alarm',
        text: this.#t.t('settings.notStored', { reason: this.#t.error(toWireError(thrown)) })
      })
    );
    this.library = new LibraryState(client);
    this.search = new SearchState(client, 200);
    this.notes = new NotesRoom(facts, this.library, client, () => this.#t.language);
    this.trashed = new TrashState(client);
    this.trashActs = new TrashActs(this);
    this.articleActs = new ArticleActs(this);
    this.colleagues = new ColleagueActs(this);
    facts.undoWithin(() => undoScope(this.#place, this.library));
    this.collections = new CollectionActs(
      facts,
      this.toasts,
      () => this.#t,
      (thrown) => this.fail(thrown)
    );
    this.imports = new Imports(client);
    this.fileProblems = new FileProblems(client);
    this.sample = new Job(client);
    this.versioning = new Versioning(this);
  }

  get place(): Place {
    return this.#place;
  }

  /** What is in the reading room; null in the library. */
  get reading(): Reading | null {
    return this.#reading;
  }

  get canGoBack(): boolean {
    return this.#past.possible;
  }

  get panels(): PanelView {
    return this.#panels;
  }

  /** Pairs and articles opened lately that are still here, latest first. */
  get recent(): ReadingPlace[] {
    return this.#panels.recent
      .map(placeOf)
      .filter(isReading)
      .filter((place) => this.#exists(place));
  }

  get #t() {
    return this.settings.translator;
  }

  /** Comes back to where the window was, and follows main from then on. Call once. */
  async start(): Promise<void> {
    const all = [this.#views.panels(), this.library.refresh(), this.notes.restore()] as const;
    const [panels] = await Promise.all(all);
    if (panels) {
      this.#panels = panels;
    }
    const given = ownPlace(this.hello.library.uuid);
    const own = given && ({ kind: given.kind, id: given.id } as ReadingPlace);
    const last = panels?.place && placeOf(panels.place);
    const place = own && this.#exists(own) ? own : own === undefined ? last : null;
    if (place && this.#exists(place)) this.#enter(place);
    const wanted = given?.annotationId && this.facts.annotation(given.annotationId);
    if (wanted) this.goToAnnotation(wanted);
    this.library.listen();
    this.fileProblems.listen();
    this.trashed.listen();
    void this.trashed.refresh();
    this.settings.listen();
    this.client.on('library.changed', () => void this.#reading?.refresh());
    this.client.on('menu.chosen', ({ dialog }) => {
      if (document.hasFocus()) this.dialog = { kind: dialog };
    });
    this.client.on('files.opened', () => void this.#takeOpened());
    void this.#takeOpened();
  }

  go(place: Place): void {
    if (place.kind === 'notes' && place.filter) this.notes.show(place.filter);
    if (samePlace(place, this.#place)) {
      if (this.#reading?.error) void this.#reading.load();
      return;
    }
    this.#past.leave(this.#place);
    this.#enter(place);
  }

  /** A jump leads to other words of the open place. */
  jumped(from: Standing): void {
    this.#past.leave(this.#place, from);
  }

  /** To the words read before a jump, or to the place before this one; places gone since are left out. */
  back(): void {
    const stop = this.#past.take((place) => this.#exists(place));
    if (!stop) return;
    if (!samePlace(stop.place, this.#place)) this.#enter(stop.place);
    this.#reading?.comeBack(stop.standing);
  }

  /** To the passage of an index or any one, in the open place if it is there, else in the latest pair with its article, else in the article. */
  goToAnnotation(annotation: Annotation, passage?: number): void {
    const wanted = passage === undefined ? undefined : annotation.targets[passage];
    const ids = (wanted ? [wanted] : annotation.targets).map(({ articleId }) => articleId);
    const [first] = ids;
    if (!first) return;
    if (!this.#reading?.articleIds.some((id) => ids.includes(id))) {
      this.#goToArticle(first);
    }
    if (this.#reading) {
      this.#reading.activeId = annotation.id;
      this.#reading.jump = { id: annotation.id, passage };
    }
  }

  /** To what a search found: the note, or the passage with the words shown. */
  goToHit({ articleId, annotationId, place }: SearchHit, query: string): void {
    const annotation = annotationId && this.facts.annotation(annotationId);
    if (annotation) {
      this.goToAnnotation(annotation);
      return;
    }
    this.#goToArticle(articleId);
    if (this.#reading && place) {
      this.#reading.found = { articleId, start: place[0], query };
    }
  }

  /** Where the article is open, else in the latest pair with it, else by itself. */
  #goToArticle(id: ArticleId): void {
    if (!this.#reading?.articleIds.includes(id)) this.go(this.placeWith(id));
  }

  /** The latest pair with the article, else the article by itself. */
  placeWith(id: ArticleId): ReadingPlace {
    const pairs = this.library.pairsOf(id);
    const lately = this.recent.find((place) => pairs.some((pair) => pair.id === place.id));
    const [pair] = pairs;
    return lately ?? (pair ? { kind: 'pair', id: pair.id } : { kind: 'article', id });
  }

  setPanels(part: Partial<Pick<PanelView, 'libraryOpen' | 'inspectorOpen'>>): void {
    this.#panels = { ...this.#panels, ...part };
    void this.#views.savePanels(this.#panels);
  }

  /** The library column as it stands now; narrow windows show it over the text, for one use. */
  get libraryShown(): boolean {
    return this.#narrow ? this.#overlay === 'library' : this.#panels.libraryOpen;
  }

  get inspectorShown(): boolean {
    if (!this.#reading?.content) return false;
    return this.#tight ? this.#overlay === 'inspector' : this.#panels.inspectorOpen;
  }

  toggleLibrary(): void {
    if (this.#narrow) this.#overlay = this.#overlay === 'library' ? null : 'library';
    else this.setPanels({ libraryOpen: !this.#panels.libraryOpen });
  }

  toggleInspector(): void {
    if (this.#tight) this.#overlay = this.#overlay === 'inspector' ? null : 'inspector';
    else this.setPanels({ inspectorOpen: !this.#panels.inspectorOpen });
  }

  showInspector(): void {
    if (!this.inspectorShown) this.toggleInspector();
  }

  /** Takes away what lies over the text in a narrow window. */
  closeOverlay(): void {
    this.#overlay = null;
  }

  /** `tight`: no room for three columns; `narrow`: none for two. */
  setRoom(tight: boolean, narrow: boolean): void {
    this.#tight = tight;
    this.#narrow = narrow;
  }

  async undo(): Promise<void> {
    await this.#say('common.undone', () => this.facts.undo());
  }

  async redo(): Promise<void> {
    await this.#say('common.redone', () => this.facts.redo());
  }

  /** What a toast offers after an act: that very act taken back. */
  wayBack(act: number | null): ToastContent['action'] {
    const run = (): void => void this.#say('common.undone', () => this.facts.takeBack(act));
    return { label: this.#t.t('common.undo'), run };
  }

  async openFiles(): Promise<void> {
    await this.#import(() => pickFiles(this.client, this.hello.shell));
  }

  /** Dropped or pasted files. */
  async takeFiles(files: File[]): Promise<void> {
    await this.#import(() => Promise.resolve(files));
  }

  /** A pasted text into the library; where its lists are not on screen, a toast says what became of it. */
  async importText(name: string, text: string, kind: 'plain' | 'html'): Promise<void> {
    const item = await this.imports.addText(name, text, kind);
    const { article, error, status } = item;
    // It stays in the panel, with the offer to restore it.
    if (item.trashed) return this.go({ kind: 'library' });
    if (this.#place.kind === 'library') {
      if (article) this.go({ kind: 'article', id: article.id });
    } else if (article) {
      const key = status === 'duplicate' ? 'library.itemDuplicate' : 'library.textAdded';
      this.toasts.show({
        text: this.#t.t(key, { title: article.title }),
        action: {
          label: this.#t.t('library.open'),
          run: () => this.go({ kind: 'article', id: article.id })
        }
      });
    } else if (error && status === 'failed') {
      this.toasts.show({ tone: 'alarm', text: this.#t.error(error) });
    }
  }

  /** The article is taken as its files are now. */
  async keepFiles(id: ArticleId): Promise<void> {
    try {
      await this.fileProblems.keep(id);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** The article that an imported file turned out to be, out of the trash. */
  async restoreDuplicate(item: ImportItem): Promise<void> {
    const { article } = item;
    if (!article) return;
    await this.trashActs.restore({ articleIds: [article.id], annotationIds: [] });
    if (this.library.article(article.id)) item.restored();
  }

  async openSample(name: (typeof sampleNames)[number]): Promise<void> {
    const made = await this.sample.run((jobId) =>
      this.client.request('library.openSample', { jobId, name })
    );
    if (this.sample.error)
      this.toasts.show({ tone: 'alarm', text: this.#t.error(this.sample.error) });
    if (!made) return;
    await this.library.refresh();
    this.go({ kind: 'pair', id: made.pairId });
  }

  showLibrary(): void {
    this.view.showAll();
    this.go({ kind: 'library' });
  }
  showCollection(id: CollectionId): void {
    this.view.showCollection(id);
    this.go({ kind: 'library' });
  }
  showTrash(): void {
    this.view.showTrash();
    void this.trashed.refresh();
    this.go({ kind: 'library' });
  }

  /** To the trash as one step, with an undo in the toast. */
  trash(...articles: ArticleSummary[]): Promise<void> {
    return this.trashActs.discard(articles);
  }

  /** Shows the article's details, as main has them now. */
  async openDetails(id: ArticleId): Promise<void> {
    try {
      const article = await this.client.request('library.article', { id });
      this.dialog = { kind: 'details', article };
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** The article's file as text; null for a format that is none. Rejects with main's AppError. */
  async originalText(id: ArticleId): Promise<string | null> {
    const jobId = crypto.randomUUID();
    return (await this.client.request('library.originalText', { jobId, id })).text;
  }

  async saveOriginal(article: Article): Promise<void> {
    try {
      const file = await saveOriginal(this.client, this.hello.shell, article);
      if (file !== null) this.toasts.show({ text: this.#t.t('details.copySaved', { file }) });
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Shows the article's file in the system's file manager. Electron only. */
  async revealOriginal(id: ArticleId): Promise<void> {
    await this.client.request('library.revealOriginal', { id }).catch((thrown: unknown) => {
      this.fail(thrown);
    });
  }

  /** Opens an address outside the app, once the user was asked: by main where it has a window, else here. */
  async openLink(url: string): Promise<void> {
    try {
      if (this.hello.shell === 'electron') {
        await this.client.request('shell.openExternal', { url });
        return;
      }
      const address = externalUrl(url);
      if (!address) throw new AppError('badRequest', { reason: 'address not allowed' });
      this.link = address;
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Says what went wrong, in words. A cancelled act is no failure. */
  fail(thrown: unknown): void {
    const error = toWireError(thrown);
    if (error.code !== 'cancelled') this.toasts.show({ tone: 'alarm', text: this.#t.error(error) });
  }

  async #say(
    key: 'common.undone' | 'common.redone',
    act: () => Promise<MessageKey | null>
  ): Promise<void> {
    try {
      const name = await act();
      if (name) this.toasts.show({ text: this.#t.t(key, { act: this.#t.t(name) }) });
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** What the system asked the app to open. */
  async #takeOpened(): Promise<void> {
    await this.#import(() => this.client.request('files.opened', {}));
  }

  async #import(choose: () => Promise<(FileHandle | File)[]>): Promise<void> {
    try {
      const chosen = await choose();
      this.colleagues.open(chosen.filter(isAnnotationFile));
      const files = chosen.filter((file) => !isAnnotationFile(file));
      if (files.length === 0) return;
      if (this.#place.kind !== 'library') this.go({ kind: 'library' });
      await this.imports.addFiles(files);
      this.colleagues.bringOnly();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  #exists(place: Place): boolean {
    return placeExists(place, this.library);
  }

  /** Out of a place that is gone. */
  leaveGone(): void {
    if (!this.#exists(this.#place)) this.#enter({ kind: 'library' });
  }

  /** The window is closed, or may be. */
  leave(): void {
    void this.#views.savePanels(this.#panels);
  }

  #enter(place: Place): void {
    this.#place = place;
    keepOwnPlace(this.hello.library.uuid, place);
    this.#reading = null;
    this.#overlay = null;
    const recent = this.#panels.recent;
    this.#panels = { ...this.#panels, place: storedPlace(place) };
    if (isReading(place)) {
      this.#reading = new Reading(place, this.client, this.facts, this.#views);
      void this.#reading.load();
      this.#panels.recent = [
        place,
        ...recent.filter((other) => placeKey(placeOf(other)) !== placeKey(place))
      ].slice(0, recentLength);
    }
    void this.#views.savePanels(this.#panels);
  }
}
