// What an HTML element says by its name, role, class and id.
import type { BlockKind, ClutterReason, Mark } from '@domain/article/schema';
import { textWeight } from '@domain/text/measure';
import type { DomElement } from './dom';

/** Never read: no words for readers. */
const unread = new Set(
  'script style noscript template svg math iframe object embed canvas audio video input select textarea option datalist head title meta link map area progress meter dialog'.split(
    ' '
  )
);

const blockElements = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul button label'.split(
    ' '
  )
);

export const isBlockElement = (name: string): boolean => blockElements.has(name);

/** Elements with no words, and those hidden from readers by attribute or inline style. */
export function isUnread(element: DomElement): boolean {
  if (unread.has(element.localName)) return true;
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style') ?? '';
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
  const names = element.getAttribute('class') ?? '';
  if (/(^|\s)(sr-only|visually-?hidden|screen-reader-text|u-hidden)(\s|$)/i.test(names))
    return true;
  // Amid a line: what is shown over it when the pointer rests there.
  return element.localName === 'span' && /\b(tooltip|popover|hovercard|rollover)\b/i.test(names);
}

/** The kind an element makes of the words in it; null where it leaves the outer one. */
export function kindOf(element: DomElement): BlockKind | null {
  const role = element.getAttribute('role') ?? '';
  if (/^doc-(footnote|endnote)s?$/.test(role) || isFootnote(element)) return 'footnote';
  switch (element.localName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return 'heading';
    case 'li':
    case 'dd':
    case 'dt':
      return 'listItem';
    case 'blockquote':
      return 'quote';
    case 'figcaption':
    case 'caption':
      return 'caption';
    case 'td':
    case 'th':
      return 'tableCell';
    case 'pre':
      return 'code';
    default:
      return isCaptioned(element) ? 'caption' : null;
  }
}

const captionNames =
  /(^|[\s_-])(wp-?caption-?text|(img|image|photo|picture|media|figure|gallery|slide)[_-]{0,2}(caption|credit|source|author)|caption(-?text)?|photocms_caption|pcaption|(photo|image|media)(credit|caption))($|[\s_-])|(gallery|slider|slideshow|carousel)/i;

/** By its class words under a picture; headings in galleries stay headings. */
const isCaptioned = (element: DomElement): boolean =>
  captionNames.test(element.getAttribute('class') ?? '') &&
  textWeight((element.textContent ?? '').trim()) < 700 &&
  element.querySelector('p + p + p') === null;

const isFootnote = (element: DomElement): boolean =>
  (element.localName === 'li' || element.localName === 'p' || element.localName === 'div') &&
  /^(fn|_?ftn|_?edn|footnote|cite_note|endnote)[-:_.]?\w*\d$/i.test(
    element.getAttribute('id') ?? ''
  );

const marks: Record<string, Mark['kind']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  a: 'link',
  sup: 'superscript',
  sub: 'subscript'
};
export const markOf = (element: DomElement): Mark['kind'] | null =>
  marks[element.localName] ?? null;

/** Whether the page names the element its article's body, in schema.org's or microformats' words. */
export const declaresBody = (element: DomElement): boolean =>
  /(^|\s)(articleBody|reviewBody)(\s|$)/.test(element.getAttribute('itemprop') ?? '') ||
  /(^|\s)e-content(\s|$)/.test(element.getAttribute('class') ?? '');

const named: [RegExp, ClutterReason][] = [
  [/cookie|gdpr|consent/, 'cookies'],
  [/\b(comments?|disqus|binh-?luan)\b/, 'comments'],
  [
    /\b(social|share|sharing|addthis|sharedaddy|chia-?se)\b|share-?(bar|button|tool|link)|social-?(bar|media|icon|link)/,
    'share'
  ],
  [/\b(newsletter|subscribe|subscription|signup|sign-up)\b/, 'share'],
  [/most-?(read|popular|viewed|shared)|\b(trending|popular)\b|doc-?nhieu|xem-?nhieu/, 'mostRead'],
  [
    /\b(related|recommend(ed|ations?)?|more-?(stories|news|articles|from)|read-?(more|next|also)|also-?like|outbrain|taboola|lien-?quan|tin-?khac|cung-?chuyen-?muc)\b/,
    'related'
  ],
  [
    /\b(breadcrumbs?|navbar|nav|navigation|menu|toolbar|skip-?link|pagination|pager)\b/,
    'navigation'
  ],
  [
    /\b(author-?(bio|box|info|card|content|desc(ription)?|about)|(post|entry|article|about)-(the-)?author|biography|bio)\b/,
    'footer'
  ],
  [/\b(footer|copyright|colophon)\b/, 'footer'],
  [/\b(sidebar|widget|promo|sponsor(ed)?|advert(isement|orial)?s?|banner|ads?)\b/, 'teaser'],
  [/\b(tags?|tag-?list|keywords|topics)\b/, 'navigation']
];

/** Why an element is no part of an article by its element name or role; null for ordinary ones. */
export function clutterByElement(element: DomElement): ClutterReason | null {
  const role = element.getAttribute('role');
  switch (element.localName) {
    case 'nav':
    case 'menu':
    case 'button':
    case 'form':
    case 'label':
      return 'navigation';
    case 'footer':
      return element.closest('article, blockquote, figure') ? null : 'footer';
    case 'aside':
      return /^doc-/.test(role ?? '') ? null : 'related';
    case 'header':
      return element.closest('article, main') || element.querySelector('h1') ? null : 'navigation';
    default:
      return role === 'navigation' || role === 'search' || role === 'menu' || role === 'banner'
        ? 'navigation'
        : role === 'contentinfo'
          ? 'footer'
          : null;
  }
}

/** A guess from class and id; the caller weighs it against how much of the page the element holds. */
export function clutterByName(element: DomElement): ClutterReason | null {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  if (names.trim() === '') return null;
  return named.find(([pattern]) => pattern.test(names))?.[1] ?? null;
}
