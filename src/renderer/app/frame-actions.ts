// The frame's own actions. Reader and inspector register theirs.
import type { ArticleId } from '@domain/ids';
import type { Action } from '../ui/actions.svelte';
import { openGlossary } from './glossary';
import { canCorrectLinks, correctLinks } from './link-correction';
import { openElsewhere, placeForElsewhere } from './windows';
import type { Workbench } from './workbench.svelte';

/** `appearance` opens the popover, whose anchor only the bar knows. */
export function frameActions(bench: Workbench, appearance: () => void): Action[] {
  const { settings } = bench;
  const reading = (): boolean => Boolean(bench.reading?.content);
  /** Articles chosen in the library, while it is on screen. */
  const selected = (): ArticleId[] =>
    bench.place.kind === 'library' ? [...bench.view.selected] : [];
  return [
    {
      id: 'app.palette',
      group: 'go',
      label: 'palette.find',
      keys: ['Mod+K'],
      hidden: true,
      run: () => void (bench.dialog = { kind: 'palette' })
    },
    {
      id: 'app.library',
      group: 'go',
      label: 'common.goLibrary',
      keys: ['Mod+Shift+L'],
      enabled: () => bench.place.kind !== 'library' || bench.view.trash,
      run: () => bench.showLibrary()
    },
    {
      id: 'app.notes',
      group: 'go',
      label: 'notes.open',
      keys: ['Shift+N'],
      enabled: () => bench.place.kind !== 'notes',
      run: () => bench.go({ kind: 'notes' })
    },
    {
      id: 'app.trash',
      group: 'go',
      label: 'library.goTrash',
      keys: [],
      run: () => bench.showTrash()
    },
    {
      id: 'app.glossary',
      group: 'go',
      label: 'glossary.open',
      keys: ['Mod+G'],
      run: () => openGlossary(bench)
    },
    {
      id: 'app.tags',
      group: 'go',
      label: 'tags.manage',
      keys: ['Shift+T'],
      run: () => void (bench.dialog = { kind: 'tags' })
    },
    {
      id: 'app.newWindow',
      group: 'go',
      label: 'common.openElsewhere',
      keys: ['Mod+Shift+O'],
      enabled: () => placeForElsewhere(bench) !== null,
      run: () => {
        const place = placeForElsewhere(bench);
        if (place) void openElsewhere(bench, place);
      }
    },
    {
      id: 'app.back',
      group: 'go',
      label: 'common.back',
      keys: ['Alt+ArrowLeft'],
      enabled: () => bench.canGoBack,
      run: () => bench.back()
    },
    {
      id: 'app.links',
      group: 'go',
      label: 'links.open',
      keys: ['l'],
      enabled: () => canCorrectLinks(bench),
      run: () => correctLinks(bench)
    },
    {
      id: 'app.openFiles',
      group: 'file',
      label: 'library.openFiles',
      keys: ['Mod+O'],
      run: () => bench.openFiles()
    },
    {
      id: 'app.paste',
      group: 'file',
      label: 'library.pasteText',
      keys: ['Mod+Shift+V'],
      run: () => void (bench.dialog = { kind: 'paste', text: '', html: '' })
    },
    {
      id: 'app.colleagues',
      group: 'file',
      label: 'colleagues.open',
      keys: [],
      enabled: () => bench.facts.status !== 'readOnly',
      run: () => bench.colleagues.choose()
    },
    {
      id: 'app.sample',
      group: 'file',
      label: 'library.openSample',
      keys: [],
      run: () => bench.openSample('translation')
    },
    {
      id: 'app.comparable',
      group: 'file',
      label: 'library.openComparable',
      keys: [],
      run: () => bench.openSample('comparable')
    },
    {
      id: 'app.export',
      group: 'file',
      label: 'export.open',
      keys: ['Mod+E'],
      enabled: () => reading() || selected().length > 0,
      run: () =>
        void (bench.dialog = reading() ? { kind: 'export' } : { kind: 'export', ids: selected() })
    },
    {
      id: 'app.details',
      group: 'file',
      label: 'details.open',
      keys: ['Alt+Enter'],
      // In the reading room the reader knows which article is meant.
      enabled: () =>
        bench.place.kind === 'library' &&
        bench.row !== null &&
        bench.library.article(bench.row) !== undefined,
      run: () => (bench.row ? bench.openDetails(bench.row) : undefined)
    },
    {
      id: 'app.versions',
      group: 'file',
      label: 'versions.open',
      keys: [],
      enabled: () => articleAt(bench) !== null,
      run: () => {
        const id = articleAt(bench);
        if (id) bench.versioning.show(id);
      }
    },
    {
      id: 'app.undo',
      group: 'edit',
      label: 'common.undo',
      keys: ['Mod+Z'],
      enabled: () => bench.facts.canUndo,
      run: () => bench.undo()
    },
    {
      id: 'app.redo',
      group: 'edit',
      label: 'common.redo',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      enabled: () => bench.facts.canRedo,
      run: () => bench.redo()
    },
    {
      id: 'app.history',
      group: 'edit',
      label: 'history.open',
      keys: ['Shift+Z'],
      run: () => void (bench.dialog = { kind: 'history' })
    },
    {
      id: 'app.toggleLibrary',
      group: 'view',
      label: 'common.toggleLibrary',
      keys: ['Mod+B'],
      run: () => bench.toggleLibrary()
    },
    {
      id: 'app.toggleInspector',
      group: 'view',
      label: 'common.toggleInspector',
      keys: ['Mod+I'],
      enabled: reading,
      run: () => bench.toggleInspector()
    },
    {
      id: 'app.mode',
      group: 'view',
      label: 'common.rowsOrPanes',
      keys: ['r'],
      enabled: () => Boolean(bench.reading?.content?.target) && !bench.reading?.links,
      run: () => bench.reading?.setMode(bench.reading.mode === 'rows' ? 'columns' : 'rows')
    },
    {
      id: 'app.larger',
      group: 'view',
      label: 'common.larger',
      keys: ['Mod++', 'Mod+='],
      run: () => settings.zoomBy(1)
    },
    {
      id: 'app.smaller',
      group: 'view',
      label: 'common.smaller',
      keys: ['Mod+-'],
      run: () => settings.zoomBy(-1)
    },
    {
      id: 'app.usualSize',
      group: 'view',
      label: 'common.usualSize',
      keys: ['Mod+0'],
      run: () => settings.zoomBy(0)
    },
    {
      id: 'app.appearance',
      group: 'view',
      label: 'settings.appearance',
      keys: ['Mod+,'],
      run: appearance
    },
    {
      id: 'app.settings',
      group: 'view',
      label: 'settings.title',
      keys: ['Mod+;'],
      run: () => void (bench.dialog = { kind: 'settings' })
    },
    {
      id: 'app.backups',
      group: 'view',
      label: 'backups.title',
      keys: ["Mod+'"],
      run: () => void (bench.dialog = { kind: 'backups' })
    },
    {
      id: 'app.oneFile',
      group: 'view',
      label: 'backups.oneFile',
      keys: [],
      run: () => void (bench.dialog = { kind: 'oneFile' })
    },
    {
      id: 'app.check',
      group: 'view',
      label: 'health.check',
      keys: [],
      run: () => void (bench.dialog = { kind: 'check' })
    },
    {
      id: 'app.report',
      group: 'view',
      label: 'health.report',
      keys: [],
      run: () => void (bench.dialog = { kind: 'report' })
    },
    {
      id: 'app.english',
      group: 'view',
      label: 'settings.toEnglish',
      keys: [],
      enabled: () => settings.translator.language !== 'en',
      run: () => settings.change({ language: 'en' })
    },
    {
      id: 'app.vietnamese',
      group: 'view',
      label: 'settings.toVietnamese',
      keys: [],
      enabled: () => settings.translator.language !== 'vi',
      run: () => settings.change({ language: 'vi' })
    },
    {
      id: 'app.keys',
      group: 'view',
      label: 'palette.keys',
      keys: ['?', 'F1'],
      run: () => void (bench.dialog = { kind: 'keys' })
    }
  ];
}

/** The article that is read alone, or whose row was last met in the library. */
function articleAt({ place, row, library }: Workbench): ArticleId | null {
  const id = place.kind === 'article' ? place.id : place.kind === 'library' ? row : null;
  return id !== null && library.article(id) ? id : null;
}
