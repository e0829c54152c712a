// What was pasted, as the file it becomes in the library.
import { suggestedFileName } from './file-name';
import { fileInMemory, type SourceFile } from './source-file';

/** Between these stands what was copied: Windows puts them there, and the parser takes all of it for the article. */
const [start, end] = ['<!--StartFragment-->', '<!--EndFragment-->'] as const;

function htmlFile(markup: string): string {
  const marked = markup.includes(start) ? markup : `${start}${markup}${end}`;
  return `<meta charset="utf-8">${marked}`;
}

/** A file in memory under a name that every file system takes, its ending that of its kind. */
export function pastedFile(name: string, text: string, kind: 'plain' | 'html'): SourceFile {
  const [ending, content] = kind === 'html' ? ['html', htmlFile(text)] : ['txt', text];
  return fileInMemory(suggestedFileName(name, ending), new TextEncoder().encode(content));
}
