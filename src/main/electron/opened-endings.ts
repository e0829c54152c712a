// Endings of the files that the app opens: articles, and annotations of colleagues. electron-builder.yml tells the
// systems the same ones.

/** Lower case, without the dot. */
export const openedEndings: readonly string[] =
  'txt md markdown html htm mhtml mht docx pdf epub jsonld'.split(' ');
