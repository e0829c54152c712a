// What is on the clipboard, as far as the library takes it.

export interface ClipboardContent {
  /** Files copied in a file manager; pictures are left alone. */
  files: File[];
  text: string;
  /** The same words with their formatting; empty where there is none. */
  html: string;
}

export function clipboardContent(data: DataTransfer | null): ClipboardContent {
  return {
    files: [...(data?.files ?? [])].filter(({ type }) => !type.startsWith('image/')),
    text: data?.getData('text/plain') ?? '',
    html: data?.getData('text/html') ?? ''
  };
}

const longestName = 60;

/** A name for a text: its first words that are any. Empty where it has none. */
export function firstWords(text: string): string {
  const line = text.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? '';
  const words = line.trim().replace(/\s+/g, ' ');
  if (words.length <= longestName) return words;
  const cut = words.slice(0, longestName);
  const space = cut.lastIndexOf(' ');
  return (space > longestName / 3 ? cut.slice(0, space) : cut).replace(/\p{Cs}$/u, '');
}
