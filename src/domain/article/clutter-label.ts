// Recognises the fixed words of web pages: section labels, buttons, notices. Works on one line at a time.
import { fold } from '../text/fold';
import { textWeight } from '../text/measure';
import labels from './clutter-labels.json';
import type { ClutterReason } from './schema';

export interface LabelMatch {
  reason: ClutterReason;
  /** A weak label is also an ordinary word; it counts only beside other clutter or at the page's edge. */
  strength: 'strong' | 'weak';
  /** Other articles' headlines are to be expected after it. */
  opens: boolean;
}

const openers: ReadonlySet<string> = new Set(['related', 'mostRead', 'comments']);
const alone = new Set(['comments']);

const known = new Map<string, LabelMatch>();
for (const [reason, { strong, weak }] of Object.entries(labels)) {
  const opens = openers.has(reason) && !alone.has(reason);
  for (const [strength, phrases] of [
    ['weak', weak],
    ['strong', strong]
  ] as const) {
    for (const phrase of phrases as string[]) {
      known.set(fold(phrase), { reason: reason as ClutterReason, strength, opens });
    }
  }
}

/** Whole-line forms that carry a variable part. They see folded text. */
const patterns: [ClutterReason, RegExp][] = [
  [
    'cookies',
    /\b(uses?|using) cookies\b|utilis(ons|e) des cookies|verwende[nt] cookies|utiliza(mos)? cookies|(su dung|dung) cookies?\b|使用.{0,6}cookie|cookie.{0,4}を使用/
  ],
  [
    'footer',
    /^(©|\(c\)|®|copyright\b)|all rights reserved|tous droits reserves|alle rechte vorbehalten|todos los derechos reservados|tutti i diritti riservati|все права защищены|版权所有|版權所有|無断転載|無断複製|저작권자|สงวนลิขสิทธิ์/
  ],
  [
    'footer',
    /ghi ro nguon khi|^(hotline|duong day nong|tong bien tap|pho tong bien tap|giay phep (so|bao chi|thiet lap)|co quan chu quan|toa soan)\b.{0,80}$|cau trach nhiem noi dung|chiu trach nhiem noi dung/
  ],
  [
    'share',
    /^(share|tweet|chia se|partager|teilen|compartir|condividi) (on|via|by|with|len|qua|sur|par|auf|per|en|por|su)\b.{0,25}$|^(follow|theo doi) (us|chung toi|[\p{L}\p{N} .]{2,20}) (on|tren)\b/u
  ],
  [
    'share',
    /\b(delivered|sent|straight) to your inbox|(subscribe|sign up) (to|for) (our|the) .{0,30}(newsletter|briefing|e-?mail)|nhan ban tin|dang ky nhan|newsletter abonnieren|inscrivez-vous a (notre|la) newsletter/
  ],
  [
    'comments',
    /(log ?in|sign in|register|dang nhap).{0,30}(comment|binh luan|gui y kien)|^\(?\d+\)? (comments?|binh luan|y kien|commentaires?|kommentare?)$|^(comments?|binh luan|y kien ban doc|y kien|commentaires?|kommentare?|comentarios) ?\(\d+\)$/
  ],
  [
    'navigation',
    /^\d+ ?-?(min(ute)?s?|phut)( |-)?(read|doc)$|^temps de lecture|^lesezeit|^reading time|^thoi gian doc|^阅读时间|^閱讀時間|分で読めます$|^tiempo de lectura/
  ],
  [
    'navigation',
    /^(last )?(updated|modified)\b.{0,12}\b(ago|\d{1,2}:\d{2})|^\d+ (second|minute|hour|day)s? ago$|^(\d+ )(giay|phut|gio|ngay) truoc$|^cap nhat( luc)? ?:? ?\d/
  ],
  [
    'navigation',
    /^(chu nhat|thu (hai|ba|tu|nam|sau|bay)),? .{0,14}\d{1,2}[:h]\d{2}.{0,12}$|^\d{1,2}[:h]\d{2}.{0,8}\(?gmt ?\+?\d+\)?$/
  ],
  [
    'navigation',
    /^(tags?|keywords|topics|filed under|tu khoa|chu de|mots-cles|schlagworter|themen|etiquetas|теги|关键词|标签|關鍵字|タグ|キーワード) ?[:：]/
  ],
  [
    'navigation',
    /^(image|photo|slide|picture|bild|foto|imagen|anh|фото) \d+ (of|\/|von|de|di|sur|из)( \/)? \d+$|^(\d{1,3} ){3,}\d{1,3}( …| »| ›)*$/
  ],
  ['navigation', /^(tags?|keywords|topics|tu khoa|etiquetas) ([^,.]{2,40}, ){2}[^.]+$/],
  [
    'comments',
    /(comment|commentaire|comentari|kommentar|binh luan|коммент).{0,120}\b(moderat|moderad|modere|kiem duyet|модера)|\bmoderat(e|ing|ed|ion)\b.{0,40}\bcomment/
  ],
  [
    'share',
    /\b(delivered|sent|straight|right) .{0,25}(to|in|into|through) your (in-?box|letter-?box|mailbox|door)|\b(subscribe|sign up) (now )?(to|for) .{0,40}(newsletter|briefing|e-?mails?|alerts?|updates)\b/
  ],
  [
    'share',
    /\b(follow|find|like|reach|contact|e-?mail) (me|him|her|them|us|@\w+|the author|[\p{L} .'-]{2,40}) (on|at|via)( \S+ (and|or))? ?(twitter|facebook|instagram|linkedin|threads|mastodon|bluesky|youtube|tiktok|telegram|x\b|@\w|\S+@\S+\.\w)|\b(can|may) be (reached|contacted|followed) (at|on|via)\b|\bhave (a|any) (news )?(tips?|story)( idea)?\?|\bclick here (for|to)\b.{0,40}$/u
  ],
  [
    'related',
    /^(follow|read|see|find|get) .{0,40}\b(full|complete|more|all|latest) .{0,30}\bcoverage\b/
  ],
  [
    'footer',
    /^(cite (this|as)|citation) ?:? .*\b(retrieved|accessed)\b|^the views expressed .{0,60} (author|those of)|^(this (article|story|post) (was|is|originally|first) .{0,20}(published|appeared|republished))/
  ],
  ['markup', /^\[(\w+)[^\]]*\].*\[\/\1\]$/],
  ['related', /(don doc|xem them|tim doc).{0,20}cac (bai|tin).{0,20}(khac|lien quan)/]
];

/** Phrases that lead in one headline on the same line, e.g. «Read more: …». */
const leadIns =
  /^(read (more|also|next)|see also|related( article| story)?|more on this|xem them|doc them|tin lien quan|bai lien quan|lien quan|a lire( aussi)?|lire aussi|lesen sie auch|mehr zum thema|lea tambien|leggi anche|читаите также|相关阅读|相关新闻|延伸阅读|関連記事)\s*(:|：|>>|»|>|-|–|\|)\s*\S/u;

const edges = /^[\s»›>•·|▶►▸+*[\](){}–—-]+|[\s»›>•·|:：▶►▸…+*[\](){}.–—-]+$/gu;

function lookUp(folded: string): LabelMatch | null {
  return known.get(folded) ?? known.get(folded.replace(edges, '')) ?? null;
}

/** What a whole line says as web furniture; null for ordinary text. */
export function matchLabel(line: string): LabelMatch | null {
  const weight = textWeight(line);
  if (weight > 260) return null;
  const folded = fold(line).replaceAll('’', "'").replace(/\s+/g, ' ').trim();
  const exact = lookUp(folded);
  if (exact) return exact;
  if (weight <= 200) {
    for (const [reason, pattern] of patterns) {
      if (pattern.test(folded)) return { reason, strength: 'strong', opens: false };
    }
  }
  if (leadIns.test(folded) && !/[.!?。！？] \S/u.test(line)) {
    return { reason: 'related', strength: 'strong', opens: false };
  }
  return matchMenu(folded);
}

/** A row of menu entries: «About us | Contact | Terms of use», «Home › World › Asia». */
function matchMenu(folded: string): LabelMatch | null {
  const entries = folded.split(/\s+[|·•›»>/]\s+|\s*[|»›]\s*/u).filter((entry) => entry !== '');
  if (entries.length < 2) return null;
  const matches = entries.map(lookUp);
  const found = matches.find((match) => match !== null);
  const short = entries.every((entry) => textWeight(entry) <= 30 && entry.split(' ').length <= 4);
  if (found && (matches.every(Boolean) || (entries.length >= 3 && short))) {
    return {
      reason: found.reason === 'footer' ? 'footer' : 'navigation',
      strength: 'strong',
      opens: false
    };
  }
  return entries.length >= 4 && short
    ? { reason: 'navigation', strength: 'strong', opens: false }
    : null;
}
