// What the palette can find: places, notes, actions, and passages that the search of the library found.
import Columns2 from '@lucide/svelte/icons/columns-2';
import FileText from '@lucide/svelte/icons/file-text';
import Highlighter from '@lucide/svelte/icons/highlighter';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import TextSearch from '@lucide/svelte/icons/text-search';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import { notePlainText } from '@domain/annotation/note';
import { orderAnnotations } from '@domain/annotation/order';
import type { Annotation } from '@domain/annotation/schema';
import type { SearchHit } from '@shared/ipc/routes';
import type { PaletteEntry } from '../features/palette/find';
import type { ActionRegistry } from '../ui/actions.svelte';
import { nameOf } from './names';
import { isReading, placeKey, samePlace, type ReadingPlace } from './places';
import { openElsewhere } from './windows';
import type { Workbench } from './workbench.svelte';

/** Entries in the order they stand in with nothing typed: latest places first, notes of the open place first. */
export function paletteEntries(bench: Workbench, actions: ActionRegistry): PaletteEntry[] {
  return [...placeEntries(bench), ...noteEntries(bench), ...actionEntries(bench, actions)];
}

function placeEntries(bench: Workbench): PaletteEntry[] {
  const { library } = bench;
  const known = new Map<string, ReadingPlace>();
  for (const place of [
    ...bench.recent,
    ...library.pairs.map(({ id }) => ({ kind: 'pair' as const, id })),
    ...library.articles.map(({ id }) => ({ kind: 'article' as const, id }))
  ]) {
    if (!samePlace(place, bench.place)) known.set(placeKey(place), place);
  }
  return [...known.values()].flatMap((place) => {
    const name = nameOf(place, library);
    if (!name) return [];
    const article = place.kind === 'article' ? library.article(place.id) : undefined;
    const verdict = place.kind === 'pair' ? library.pair(place.id)?.verdict : undefined;
    return {
      id: placeKey(place),
      group: 'places',
      icon: place.kind === 'pair' ? Columns2 : FileText,
      texts: [
        { text: name.title, language: name.language },
        ...(name.second ? [{ text: name.second.title, language: name.second.language }] : []),
        ...(article ? [{ text: article.fileName }] : [])
      ],
      badges: [
        { language: name.language, side: name.side },
        ...(name.second ? [{ language: name.second.language, side: 'target' as const }] : [])
      ],
      hint: verdict ? bench.settings.translator.t(`common.verdict_${verdict}`) : '',
      run: () => bench.go(place),
      elsewhere: () => void openElsewhere(bench, place)
    };
  });
}

function noteEntries(bench: Workbench): PaletteEntry[] {
  const { t } = bench.settings.translator;
  const here = bench.reading?.articleIds ?? [];
  const all = bench.facts.annotationsOf(bench.library.articles.map(({ id }) => id));
  const open = orderAnnotations(all, here);
  const seen = new Set(open.map(({ annotation }) => annotation.id));
  const elsewhere = all.filter(({ id }) => !seen.has(id));
  const entry = (annotation: Annotation, hint: string): PaletteEntry[] => {
    const [target] = annotation.targets;
    const article = target && bench.library.article(target.articleId);
    if (!target || !article) return [];
    const note = notePlainText(annotation.note).replaceAll('\n', ' ');
    return [
      {
        id: `note ${annotation.id}`,
        group: 'notes',
        icon: note ? MessageSquareText : Highlighter,
        texts: [
          ...(note ? [{ text: note }] : []),
          { text: target.anchor.exact, language: article.language },
          ...annotation.tags.map((text) => ({ text }))
        ],
        badges: [],
        hint: hint || article.title,
        run: () => bench.goToAnnotation(annotation),
        elsewhere: () =>
          void openElsewhere(bench, {
            ...(isReading(bench.place) && hint ? bench.place : bench.placeWith(article.id)),
            annotationId: annotation.id
          })
      }
    ];
  };
  return [
    ...open.flatMap(({ annotation, number }) =>
      entry(
        annotation,
        number === null ? t('palette.highlight') : t('palette.noteNumber', { number })
      )
    ),
    ...elsewhere.flatMap((annotation) => entry(annotation, ''))
  ];
}

/** Passages found in the words of articles, each opened where it stands. */
export function textEntries(
  bench: Workbench,
  hits: readonly SearchHit[],
  query: string
): PaletteEntry[] {
  return hits.flatMap((hit) => {
    const article = bench.library.article(hit.articleId);
    // An article whose title alone matches is among the places.
    if (hit.kind !== 'article' || hit.snippet.ranges.length === 0 || !article) return [];
    return {
      id: `text ${hit.articleId}`,
      group: 'texts',
      icon: TextSearch,
      texts: [{ text: hit.snippet.text, language: article.language }],
      ranges: hit.snippet.ranges,
      badges: [],
      hint: article.title,
      run: () => bench.goToHit(hit, query)
    };
  });
}

function actionEntries(bench: Workbench, actions: ActionRegistry): PaletteEntry[] {
  const { t } = bench.settings.translator;
  return actions
    .list()
    .filter((action) => !action.hidden && action.enabled?.() !== false)
    .map((action) => ({
      id: `action ${action.id}`,
      group: 'actions',
      icon: ChevronRight,
      texts: [{ text: t(action.label) }],
      badges: [],
      hint: '',
      ...(action.keys[0] ? { keys: action.keys[0] } : {}),
      run: () => void actions.run(action.id)
    }));
}
