// The glossary from wherever one is: its languages are those of what is read.
import type { SelectedWords } from '../features/reader/reader-props';
import { saveExport } from '../platform/save';
import type { Workbench } from './workbench.svelte';

/** Offered where no article and no term has them. */
const frequent = ['en', 'vi', 'fr', 'de', 'es', 'zh', 'ja', 'ko', 'ru', 'ar', 'th', 'lo', 'km'];

/** Opens it; a new term begins with the words, on their side. */
export function openGlossary(bench: Workbench, words?: SelectedWords): void {
  const { source, target } = bench.reading?.content ?? {};
  const [here, there] = [source?.language ?? 'en', target?.language];
  bench.dialog = {
    kind: 'glossary',
    draft: {
      sourceLanguage: here,
      targetLanguage: there ?? (here.startsWith('vi') ? 'en' : 'vi'),
      ...(words && { [words.side]: words.text })
    }
  };
}

/** BCP 47 tags of articles, terms and the draft, then those met most often. */
export function glossaryLanguages({ library, facts, dialog }: Workbench): string[] {
  const draft = dialog?.kind === 'glossary' ? dialog.draft : {};
  const met = [
    draft.sourceLanguage ?? 'en',
    draft.targetLanguage ?? 'vi',
    ...library.articles.map(({ language }) => language),
    ...facts.terms.flatMap(({ source, target }) => [source.language, target.language])
  ];
  return [...new Set([...met, ...frequent])].filter((tag) => tag !== 'und');
}

/** All terms into a file of the user's; its name, or null where there is none. */
export async function exportGlossary(bench: Workbench): Promise<string | null> {
  try {
    const report = await bench.client.request('glossary.export', {});
    return await saveExport(bench.client, bench.hello.shell, report);
  } catch (thrown) {
    bench.fail(thrown);
    return null;
  }
}
