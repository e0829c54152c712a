// The forms a pair or an article can be taken away in. Without zod, for the renderer's sake.

/** What a form's files are called at their end, and what they are made of. */
export interface FormFacts {
  /** Without the first dot. */
  ending: string;
  /** It takes two articles to make one. */
  pairOnly: boolean;
  /** It holds the articles block by block, so that clutter can stand in it or not. */
  articles: boolean;
  /** One file can hold any number of articles, pairs or not. */
  many?: true;
  /** It is set on paper. */
  pages?: true;
  /** It is no text that can be looked at as it is. */
  binary?: true;
}

export const exportForms = [
  'pdf',
  'docx',
  'xlsx',
  'jsonld',
  'tmx',
  'xliff12',
  'xliff21',
  'tsv',
  'csv',
  'annotations-csv',
  'statements-csv',
  'qdpx',
  'md',
  'html'
] as const;
export type ExportForm = (typeof exportForms)[number];

export const formFacts: Record<ExportForm, FormFacts> = {
  pdf: { ending: 'pdf', pairOnly: false, articles: true, pages: true, binary: true },
  docx: { ending: 'docx', pairOnly: false, articles: true, pages: true, binary: true },
  xlsx: { ending: 'xlsx', pairOnly: false, articles: false, many: true, binary: true },
  jsonld: { ending: 'jsonld', pairOnly: false, articles: false, many: true },
  tmx: { ending: 'tmx', pairOnly: true, articles: false },
  xliff12: { ending: 'xlf', pairOnly: true, articles: false },
  xliff21: { ending: '2.xlf', pairOnly: true, articles: false },
  tsv: { ending: 'tsv', pairOnly: true, articles: false },
  csv: { ending: 'csv', pairOnly: true, articles: false },
  'annotations-csv': { ending: 'annotations.csv', pairOnly: false, articles: false, many: true },
  'statements-csv': { ending: 'statements.csv', pairOnly: false, articles: false, many: true },
  qdpx: { ending: 'qdpx', pairOnly: false, articles: false, many: true, binary: true },
  md: { ending: 'md', pairOnly: false, articles: true },
  html: { ending: 'html', pairOnly: false, articles: true }
};
