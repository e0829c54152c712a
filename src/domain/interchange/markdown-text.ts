// Words and lines of Markdown.

// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** The text with a sign for each character that a file of text cannot hold. */
export const printed = (text: string): string => text.replace(unprintable, '\uFFFD');

/** The words as they are: nothing in them is markup. White space becomes single spaces. */
export function plain(text: string): string {
  return printed(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>&~|$^]/g, '\\$&');
}

/** What would open a heading, a list, a rule or a quotation at the beginning of a line. */
export const guarded = (line: string): string =>
  line
    .replace(/^\s+/, '')
    .replace(/^([#+\-=:])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');

/** Tags for emphasis: asterisks say nothing in the middle of a word or beside a space. */
export const tagged = (tag: string, text: string): string => `<${tag}>${text}</${tag}>`;
export const linked = (text: string, href: string): string =>
  `[${text}](<${href.replace(/[<>\\|\s]/g, encodeURIComponent)}>)`;

export const quoted = (text: string): string => text.replace(/^/gm, '> ').replace(/^> $/gm, '>');
export const indented = (text: string, by: string): string =>
  text.replace(/\n(?!\n|$)/g, `\n${by}`);
