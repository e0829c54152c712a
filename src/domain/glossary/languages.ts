// Languages as people write them at the head of a column.
import { fold } from '../text/fold';

const pattern = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu;
const spoken = ['en', 'vi'];
/** Those that a heading may name in words. */
const named =
  'ar cs da de el en es fa fi fr he hi hu id it ja km ko lo ms my nl no pl pt ro ru sv th tr uk vi zh'.split(
    ' '
  );
let byName: Map<string, string> | undefined;

function namesOf(tag: string): string[] {
  return [...spoken, tag].flatMap(
    (language) => new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? []
  );
}

/** The tag, in lower case, of a language named by its tag, in English, in Vietnamese or in itself; null for anything else. */
export function languageOfHeading(cell: string): string | null {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  if (pattern.test(cell) && names.of(cell.split('-')[0] ?? '')) return cell.toLowerCase();
  byName ??= new Map(named.flatMap((tag) => namesOf(tag).map((name) => [fold(name), tag])));
  return byName.get(fold(cell)) ?? null;
}
