// Endings of the files that can be imported, without the dot.
export const importEndings = [
  'txt',
  'md',
  'markdown',
  'html',
  'htm',
  'mhtml',
  'mht',
  'docx',
  'pdf',
  'epub'
] as const;

/** Whether the name ends as an article's file does; letter case does not matter. */
export function isImportable(name: string): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return importEndings.some((known) => known === ending);
}
