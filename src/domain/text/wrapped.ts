/** Lines broken at a fixed width: a paragraph runs to the blank line. Else every line is a paragraph. */
export function isHardWrapped(text: string): boolean {
  const inner = text.split(/\n[ \t\r]*\n/).flatMap((paragraph) =>
    paragraph
      .trim()
      .split(/\r?\n/)
      .slice(0, -1)
      .map((line) => line.trimEnd())
  );
  const width = text
    .split(/\r?\n/)
    .reduce((widest, line) => Math.max(widest, line.trimEnd().length), 0);
  if (inner.length < 3 || width < 40 || width > 130) return false;
  const full = inner.filter((line) => line.length >= 0.7 * width).length;
  const closed = inner.filter((line) => /[.!?:…。！？|]["”’)]*$/.test(line)).length;
  return full / inner.length > 0.7 && closed / inner.length < 0.45;
}
