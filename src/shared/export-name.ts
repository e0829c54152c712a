// What an exported file is called, by a template of the user's own. Without zod, for the renderer's sake.

/** What stands between braces in a template. */
export const nameFields = ['title', 'source', 'target', 'date', 'form'] as const;
export type NameField = (typeof nameFields)[number];

export const defaultExportName = '{title}';

/** In place of a field that has no value. */
const nothing = '\u0000';

/**
 * The name without an ending: fields with a value by their value, those without one taken out with the signs before them.
 * What is no field stays as it is. Not yet fit for every file system.
 */
export function nameByTemplate(
  template: string,
  values: Readonly<Record<NameField, string>>
): string {
  return template
    .replace(/\{([a-z]+)\}/g, (whole, name: string) => {
      const field = nameFields.find((known) => known === name);
      return field ? values[field] || nothing : whole;
    })
    .replaceAll(new RegExp(`[\\s._–-]*${nothing}`, 'g'), '')
    .replace(/^[\s._–-]+/, '')
    .trim();
}
