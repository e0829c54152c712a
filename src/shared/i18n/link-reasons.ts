// The reasons of a link in words: what was found in both texts, where it was known from, what speaks against.
import { isDisagreement, valuesApart } from '@domain/align/doubts';
import type { LinkReason } from '@domain/align/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';

export interface ReasonInWords {
  /** What was found: `search = tìm kiếm`, `1973 ≠ 1995`, or a sentence. */
  words: string;
  /** How it speaks for the link, or where it was known from; null where the words say all. */
  note: string | null;
  /** Signed, in the language's digits; null for what is no evidence but somebody's word. */
  weight: string | null;
  conflict: boolean;
}

/** What contradicts comes first: it must be seen. Then the weightiest. */
export function reasonsInWords(reasons: readonly LinkReason[], t: Translator): ReasonInWords[] {
  return reasons
    .map((reason) => ({ reason, conflict: isDisagreement(reason) }))
    .sort((a, b) => Number(b.conflict) - Number(a.conflict) || b.reason.weight - a.reason.weight)
    .map(({ reason, conflict }) => {
      const [words, note] = conflict ? inConflict(reason, t) : inWords(reason, t);
      const weight = reason.kind === 'hand' ? null : signed(reason.weight, t);
      return { words, note, weight, conflict };
    });
}

/** `the years disagree`, for a reason that contradicts. */
export function disagreementInWords(reason: LinkReason, t: Translator): string {
  const { kind } = reason;
  const values = valuesApart(reason);
  // Figures of four digits on both sides are years to whoever reads them.
  const isYear = (written: string): boolean => /^(?:1[5-9]|2[01])\d\d$/u.test(written);
  if (kind === 'number' && values?.every(isYear)) return t.t('reasons.conflictYear');
  return t.t(conflictKeys[kind as keyof typeof conflictKeys] ?? 'reasons.conflictNumber');
}

const conflictKeys = {
  number: 'reasons.conflictNumber',
  date: 'reasons.conflictDate',
  name: 'reasons.conflictName',
  negation: 'reasons.conflictNegation'
} as const satisfies Partial<Record<LinkReason['kind'], MessageKey>>;

function inConflict(reason: LinkReason, t: Translator): [string, string | null] {
  const words = disagreementInWords(reason, t);
  return reason.value ? [reason.value, words] : [words, null];
}

function inWords(
  { kind, value, weight, origin }: LinkReason,
  t: Translator
): [string, string | null] {
  const agrees = weight >= 0;
  switch (kind) {
    case 'length':
      return [t.t(agrees ? 'reasons.lengthAgrees' : 'reasons.lengthDiffers'), null];
    case 'structure':
      return [t.t(agrees ? 'reasons.structureAgrees' : 'reasons.structureDiffers'), null];
    case 'position':
      return [t.t(agrees ? 'reasons.positionAgrees' : 'reasons.positionDiffers'), null];
    case 'hand':
      return [t.t('reasons.hand'), null];
    case 'number':
    case 'date':
    case 'name':
    case 'word':
    case 'negation':
      return [value ?? '', t.t(origin ? originKeys[origin] : kindKeys[kind])];
  }
}

const originKeys = {
  dictionary: 'reasons.dictionary',
  glossary: 'reasons.glossary',
  learned: 'reasons.learned',
  names: 'reasons.worldName'
} as const satisfies Record<NonNullable<LinkReason['origin']>, MessageKey>;

const kindKeys = {
  number: 'reasons.number',
  date: 'reasons.date',
  name: 'reasons.name',
  word: 'reasons.word',
  negation: 'reasons.negation'
} as const satisfies Record<string, MessageKey>;

const formats = new Map<string, Intl.NumberFormat>();

function signed(weight: number, { language }: Translator): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      signDisplay: 'exceptZero',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1
    });
    formats.set(language, format);
  }
  return format.format(weight).replace('-', '−');
}
