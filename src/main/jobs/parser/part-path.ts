// Names of parts in an archive.

/** A name in the archive, as `base` names it. What would lead out of the archive names nothing in it. */
export function resolvePath(base: string, href: string): string {
  let plain = href.replace(/[#?].*$/s, '');
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A bare percent sign is a part of the name.
  }
  const steps = plain.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of plain.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
