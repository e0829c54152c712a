/** The largest file that is read as an article, in bytes; a novel has one or two million. */
export const maxArticleBytes = 20_000_000;
