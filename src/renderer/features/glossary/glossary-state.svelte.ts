// The glossary as its dialog shows it: what is searched for, what is being written, what an import found.
import { readTermTable, type BadRow, type TermRow } from '@domain/glossary/table';
import { longestTerm, type Term } from '@domain/glossary/schema';
import { fold } from '@domain/text/fold';
import type { TermId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import type { FactsStore } from '../../db/facts-store.svelte';

export interface TermDraft {
  sourceLanguage: string;
  source: string;
  targetLanguage: string;
  target: string;
  note: string;
}

/** Why nothing was imported. */
export type ImportProblem =
  { kind: 'rows'; file: string; bad: BadRow[] } | { kind: 'text' | 'empty' | 'many'; file: string };

/** As many as one journal of changes takes at once without a thought. */
export const mostImported = 20_000;

const empty: TermDraft = {
  sourceLanguage: 'en',
  source: '',
  targetLanguage: 'vi',
  target: '',
  note: ''
};

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** The same words in the same languages, whatever the note. */
const keyOf = ({ source, target }: TermRow): string =>
  [source.language, source.text, target.language, target.text].join('\n');

export class GlossaryState {
  query = $state('');
  draft: TermDraft;
  /** The term that the draft changes; null for a new one. */
  editing = $state.raw<Term | null>(null);
  problem = $state.raw<ImportProblem | null>(null);
  readonly #facts: FactsStore;

  /** `initial`: what a new term begins with. */
  constructor(facts: FactsStore, initial: Partial<TermDraft> = {}) {
    this.#facts = facts;
    this.draft = $state({ ...empty, ...initial });
  }

  get readOnly(): boolean {
    return this.#facts.status === 'readOnly';
  }

  get count(): number {
    return this.#facts.terms.length;
  }

  readonly #sorted = $derived.by(() => {
    const { compare } = new Intl.Collator(undefined, { sensitivity: 'base' });
    return this.#facts.terms
      .toSorted((a, b) => compare(a.source.text, b.source.text) || (a.id < b.id ? -1 : 1))
      .map((term) => ({
        term,
        folded: fold(`${term.source.text}\n${term.target.text}\n${term.note ?? ''}`)
      }));
  });

  /** Those that hold every word searched for, with or without its marks. */
  get found(): Term[] {
    const words = fold(this.query).split(/\s+/u).filter(Boolean);
    return this.#sorted
      .filter(({ folded }) => words.every((word) => folded.includes(word)))
      .map(({ term }) => term);
  }

  /** The draft as a row; null where a side is empty. */
  get #row(): TermRow | null {
    const { sourceLanguage, targetLanguage } = this.draft;
    const [source, target, note] = [
      tidy(this.draft.source),
      tidy(this.draft.target),
      this.draft.note.trim()
    ];
    if (!source || !target || Math.max(source.length, target.length) > longestTerm) return null;
    return {
      source: { language: sourceLanguage, text: source },
      target: { language: targetLanguage, text: target },
      ...(note && { note })
    };
  }

  get exists(): boolean {
    const row = this.#row;
    return (
      row !== null &&
      this.#facts.terms.some((term) => term.id !== this.editing?.id && keyOf(term) === keyOf(row))
    );
  }

  get canSave(): boolean {
    const { sourceLanguage, targetLanguage } = this.draft;
    return this.#row !== null && !this.exists && sourceLanguage !== targetLanguage;
  }

  edit(term: Term): void {
    this.editing = term;
    this.draft = {
      sourceLanguage: term.source.language,
      source: term.source.text,
      targetLanguage: term.target.language,
      target: term.target.text,
      note: term.note ?? ''
    };
  }

  /** The form empty again, its languages kept. */
  clear(): void {
    this.editing = null;
    this.draft = { ...this.draft, source: '', target: '', note: '' };
  }

  /** Stores the draft; the term's words, or null where it cannot be stored yet. */
  async save(): Promise<string | null> {
    const row = this.#row;
    if (!row || !this.canSave) return null;
    const before = this.editing;
    const value = this.#termOf(row, before);
    this.clear();
    const act: MessageKey = before ? 'glossary.actEdit' : 'glossary.actAdd';
    await this.#facts.act(act, [{ entity: 'term', id: value.id, value }]);
    return row.source.text;
  }

  remove({ id }: Term): Promise<void> {
    if (this.editing?.id === id) this.clear();
    return this.#facts.act('glossary.actDelete', [{ entity: 'term', id, value: null }]);
  }

  /** All terms of the file, or none: how many were new, or null with `problem` saying why none were taken. */
  async import(file: string, bytes: Uint8Array): Promise<number | null> {
    this.problem = null;
    const text = decode(bytes);
    if (text === null) return this.#refuse({ kind: 'text', file });
    const { sourceLanguage: source, targetLanguage: target } = this.draft;
    const { terms, bad } = readTermTable(text, { source, target });
    if (bad.length > 0) return this.#refuse({ kind: 'rows', file, bad });
    if (terms.length === 0) return this.#refuse({ kind: 'empty', file });
    if (terms.length > mostImported) return this.#refuse({ kind: 'many', file });
    const known = new Set(this.#facts.terms.map(keyOf));
    const fresh = [...new Map(terms.map((row) => [keyOf(row), row])).values()]
      .filter((row) => !known.has(keyOf(row)))
      .map((row) => this.#termOf(row, null));
    const changes = fresh.map((value) => ({ entity: 'term' as const, id: value.id, value }));
    await this.#facts.act('glossary.actImport', changes);
    return fresh.length;
  }

  #refuse(problem: ImportProblem): null {
    this.problem = problem;
    return null;
  }

  #termOf(row: TermRow, before: Term | null): Term {
    const modified = new Date().toISOString();
    return {
      id: before?.id ?? (crypto.randomUUID() as TermId),
      ...row,
      created: before?.created ?? modified,
      modified
    };
  }
}

/** UTF-8, or UTF-16 with its mark; null for anything else. */
function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const label =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
