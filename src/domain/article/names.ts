// Names of authors, papers and sections as they are stated, cleaned of what stands around them.
import { fold } from '../text/fold';

/** Spaces and quotes at the ends dropped, the site's leading «www.» too. */
export const cleanName = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/^[\s|·•»›>:,–—-]+|[\s|·•»›>:,–—-]+$/gu, '')
    .replace(/^www\./i, '');

const by =
  /^(?:(?:written|reported|posted|published|story|words|text) )?(?:by|von|par|por|di|bởi|tác giả|автор|текст|作者|文|記者|记者|글)(?:\s*[:：]\s*|\s+)/iu;
const placeholder =
  /^(?:admin(?:istrator)?|webmaster|web ?team|root|user\d*|guest|unknown|anonymous|n\/?a|none|null|undefined|default|author|staff|редакция|redaktion|editor|гость)$/i;
const role =
  /\b(?:writer|reporter|editor|correspondent|columnist|contributor|contributing|staff|producer|bureau|press|news|media|photographer|blogger|journalist|analyst|phóng viên|biên tập viên)\b/i;
const inTheWay =
  /^(?:follow|share|print|email|view|see|more|posts?|all|updated?|published|comments?|read|contact|about)\b/i;

/** What follows a name in a byline: after bars and dashes, dates, times. */
const cut =
  /\s*[|•·]\s*|\s+[–—-]\s+|\s(?=(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\d{1,2}[/.:]\d{2}|\d{4}\b|(?:published|updated|posted)\b))/iu;

/**
 * The authors' names of a line that gives them: without «By», what follows a bar, roles, dates, addresses and the
 * site's own name. Empty where no name is left.
 */
export function cleanByline(words: string, site = ''): string {
  if (/^(?:https?:|www\.|@)/i.test(words.trim()) || /^\S+@\S+\.\w+$/.test(words.trim())) return '';
  const line = words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(by, '')
    .replace(/\(?\b\S+@\S+\.\w+\)?/g, '')
    .split(cut)[0];
  const kept = (line ?? '')
    .split(/\s*[,;]\s*/)
    .filter((part, index) => index === 0 || !role.test(part))
    .filter(
      (part) =>
        part !== '' &&
        !placeholder.test(part) &&
        !inTheWay.test(part) &&
        !/^@|https?:|\d{2}/i.test(part)
    )
    .filter((part) => site === '' || fold(part) !== fold(site));
  const names = cleanName(kept.join(', '));
  return names.length <= 150 && /\p{L}{2}/u.test(names) ? names : '';
}
