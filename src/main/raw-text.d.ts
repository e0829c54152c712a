/** A lexicon as plain text, put into the bundle. */
declare module '*.tsv?raw' {
  const text: string;
  export default text;
}
