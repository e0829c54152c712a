/** The largest file that is read as an article, in bytes; a novel has one or two million. */
export const maxArticleBytes = 20_000_000;
/** The largest font file that is taken, in bytes; one with all of Chinese, Japanese and Korean has some thirty million. */
export const maxFontBytes = 60_000_000;
