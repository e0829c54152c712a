// Annotations and links follow their article to its next version. What carries them is journalled like any change.
import { randomUUID } from 'node:crypto';
import type { Link, Pair } from '@domain/align/schema';
import { fits } from '@domain/anchor/fits';
import type { JournalRecord, Operation } from '@domain/annotation/operation';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { operationIdSchema, type ArticleId } from '@domain/ids';
import { targetsTakenBack, type TakeBack } from '@domain/version/carry-back';
import { byHand, carryPair, linkVersions } from '@domain/version/carry-links';
import { targetCarrier, type CarryTarget } from '@domain/version/carry';
import type { CarriedPair, CarriedTarget, CarryReport, Replaced } from '@domain/version/schema';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import type { Clock } from '../ports';
import type { Applied, Making } from './apply-queue';
import type { ArticleStore } from './article-store';
import {
  endCarrying,
  readCarrying,
  readReplaced,
  readReport,
  readVersion,
  settleOriginal,
  versionOf,
  writeReport
} from './article-versions';
import type { Facts } from './facts';
import type { Files } from './files';

interface Parts {
  files: Files;
  articles: ArticleStore;
  facts: Facts;
  clock: Clock;
  /** Journals what is made when its turn comes. */
  exclusively: (make: Making) => Promise<Applied>;
}

/** Where one article's targets go. `from` is an article that was merged into it. */
interface Course {
  article: Article;
  from: ArticleId | null;
  carry: CarryTarget;
  back: TakeBack | null;
  earlier: CarryReport | null;
}

/** Texts kept for looking over changes that come from windows. */
const keptTexts = 4;

export class Carrying {
  private readonly texts = new Map<ArticleId, { article: Article; carry: CarryTarget }>();

  constructor(private readonly parts: Parts) {}

  /** Articles changed: their texts are read anew. */
  forget(): void {
    this.texts.clear();
  }

  /**
   * Carries to the article's current version what still speaks of the one before; nothing where nothing is left to do.
   * Interrupted anywhere and repeated, it comes to the same: the report is written first and then followed.
   */
  async carry(id: ArticleId): Promise<void> {
    const { files, articles } = this.parts;
    this.forget();
    const path = articles.folderOf(id);
    const from = await readCarrying(files, path);
    if (from === null) return;
    const article = await articles.article(id);
    if (from === versionOf(article) - 1) {
      const before = await readVersion(files, path, id, from);
      await settleOriginal(files, path, article, before.original.extension);
      const replaced = await readReplaced(files, path, from);
      await this.parts.exclusively(() => this.make(article, before, replaced));
    } else {
      // The new version never came to be.
      await settleOriginal(files, path, article);
    }
    await endCarrying(files, path);
    articles.uncarried.delete(id);
  }

  /** Carries what an earlier process left uncarried, `recent` being what its journal holds. */
  async finish(recent: readonly JournalRecord[]): Promise<void> {
    const { articles, facts } = this.parts;
    for (const id of articles.uncarried) {
      // What cannot be read is named by `check`; the library opens all the same.
      if (articles.has(id)) await this.carry(id).catch(ifDamaged);
    }
    await this.parts.exclusively(() => this.corrections(facts.current(recent)));
  }

  /** What must be changed at once of facts just planned because they speak of an older version. */
  async corrections(records: readonly JournalRecord[]): Promise<Operation[]> {
    const operations: Operation[] = [];
    // Of several changes of one thing the last counts.
    const last = new Map(records.map((record) => [record.operation.id as string, record]));
    for (const { operation, sequence } of last.values()) {
      if (operation.entity === 'annotation' && operation.value) {
        const value = await this.corrected(operation.value);
        if (value !== operation.value) operations.push(this.operation(value, sequence));
      } else if (operation.entity === 'pair' && operation.value) {
        const { pair } = await this.upToDate(operation.value);
        if (pair !== operation.value) operations.push(this.pairOperation(pair, sequence));
      }
    }
    return operations;
  }

  private async corrected(annotation: Annotation): Promise<Annotation> {
    const targets: AnnotationTarget[] = [];
    for (const target of annotation.targets) {
      const text = await this.text(target.articleId);
      const stands = !text || target.state === 'orphan' || fits(target.anchor, text.article.text);
      targets.push(stands ? target : text.carry(target));
    }
    return targets.every((target, at) => target === annotation.targets[at])
      ? annotation
      : { ...annotation, targets };
  }

  /** Null for an article that never had another text, or is not at hand. */
  private async text(id: ArticleId): Promise<{ article: Article; carry: CarryTarget } | null> {
    const { articles } = this.parts;
    if (!articles.has(id) || !articles.mayHaveVersions(id)) return null;
    let text = this.texts.get(id);
    if (!text) {
      const article = await articles.article(id).catch(ifDamaged);
      if (!article) return null;
      text = { article, carry: targetCarrier(null, article) };
      if (this.texts.size >= keptTexts) this.texts.clear();
      this.texts.set(id, text);
    }
    return text;
  }

  private async make(
    article: Article,
    before: Article,
    replaced: Replaced | null
  ): Promise<Operation[]> {
    const { files, articles, facts } = this.parts;
    const path = articles.folderOf(article.id);
    const from = versionOf(article) - 1;
    const course: Course = {
      article,
      from: replaced?.reason.kind === 'file' ? (replaced.reason.from ?? null) : null,
      carry: targetCarrier(before, article),
      back: await this.wayBack(article.id, from, replaced),
      earlier: await readReport(files, path, from)
    };
    const ids = new Set(facts.touching(article.id));
    if (course.from) for (const id of facts.touching(course.from)) ids.add(id);
    const report: CarryReport = {
      format: 'diptych-carry/1',
      from,
      exact: 0,
      targets: [],
      pairs: course.earlier?.pairs ?? []
    };
    const operations: Operation[] = [];
    for (const id of ids) {
      const entry = facts.annotations.get(id);
      if (!entry?.value) continue;
      const value = this.carried(entry.value, course, report);
      if (value !== entry.value) operations.push(this.operation(value, entry.revision));
    }
    for (const [id, entry] of facts.pairs) {
      if (entry.value?.sourceId !== article.id && entry.value?.targetId !== article.id) continue;
      const restored =
        replaced?.reason.kind === 'restored'
          ? { id: article.id, version: replaced.reason.version }
          : null;
      const { pair, reports } = await this.upToDate(entry.value, restored);
      if (pair === entry.value) continue;
      report.pairs = [...report.pairs.filter(({ pairId }) => pairId !== id), ...reports];
      operations.push(this.pairOperation(pair, entry.revision));
    }
    await writeReport(files, path, report);
    return operations;
  }

  /** The annotation with its targets carried, itself where none changes; what became of them goes into the report. */
  private carried(annotation: Annotation, course: Course, report: CarryReport): Annotation {
    const targets = annotation.targets.map((target, index): AnnotationTarget => {
      const known = course.earlier?.targets.find(
        (entry) => entry.annotationId === annotation.id && entry.target === index
      );
      const entry = this.entry(annotation, target, index, course, known);
      if (entry === undefined) return target;
      if (entry === 'exact') {
        report.exact += 1;
        return target;
      }
      report.targets.push(entry);
      return entry.after;
    });
    return sameValue(targets, annotation.targets) ? annotation : { ...annotation, targets };
  }

  /** Undefined for a target that is not concerned. */
  private entry(
    { id }: Annotation,
    target: AnnotationTarget,
    index: number,
    course: Course,
    known: CarriedTarget | undefined
  ): CarriedTarget | 'exact' | undefined {
    const { article, from } = course;
    if (known && (sameValue(known.after, target) || sameValue(known.before, target))) return known;
    if (target.articleId !== article.id && target.articleId !== from) return undefined;
    const was = course.back?.(id, index, target) ?? target;
    const elsewhere = was.articleId !== article.id && was.articleId !== from;
    // Made on this very text, in a version taken back or in the article that was merged into this one.
    const madeHere = was !== target || target.articleId === from;
    const there =
      (elsewhere && this.parts.articles.has(was.articleId)) ||
      (madeHere && was.state !== 'orphan' && fits(was.anchor, article.text));
    const home = { ...was, articleId: article.id };
    const after = there && elsewhere ? was : there ? home : course.carry(home);
    if (sameValue(after, target)) return after.state === 'orphan' ? undefined : 'exact';
    return { annotationId: id, target: index, before: target, after };
  }

  /** For a version that was taken back: how its targets were then. */
  private async wayBack(
    id: ArticleId,
    from: number,
    replaced: Replaced | null
  ): Promise<TakeBack | null> {
    if (replaced?.reason.kind !== 'restored') return null;
    const reports: CarryReport[] = [];
    for (let version = from - 1; version >= replaced.reason.version; version -= 1) {
      const path = this.parts.articles.folderOf(id);
      const report = await readReport(this.parts.files, path, version);
      if (report) reports.push(report);
    }
    return targetsTakenBack(reports, sameValue);
  }

  /** The pair with its links on the current versions of both articles; itself where they are already. */
  private async upToDate(
    pair: Pair,
    restored: { id: ArticleId; version: number } | null = null
  ): Promise<{ pair: Pair; reports: CarriedPair[] }> {
    let current = pair;
    const reports: CarriedPair[] = [];
    for (const side of ['source', 'target'] as const) {
      const id = side === 'source' ? pair.sourceId : pair.targetId;
      const text = await this.text(id);
      const version = linkVersions(pair)[side];
      if (!text || version === versionOf(text.article)) continue;
      const path = this.parts.articles.folderOf(id);
      const before = await readVersion(this.parts.files, path, id, version).catch(ifDamaged);
      if (!before) continue;
      const carried = carryPair(current, side, before, text.article);
      current = carried.pair;
      if (restored?.id === id) {
        const report = await readReport(this.parts.files, path, restored.version);
        current = withLinksBack(current, side, restored.version, report);
      }
      reports.push(carried.report);
    }
    return { pair: current, reports };
  }

  private operation(value: Annotation, baseRevision: number): Operation {
    return { ...this.stamp(baseRevision), entity: 'annotation', id: value.id, value };
  }

  private pairOperation(value: Pair, baseRevision: number): Operation {
    return { ...this.stamp(baseRevision), entity: 'pair', id: value.id, value };
  }

  private stamp(baseRevision: number): Pick<Operation, 'operationId' | 'baseRevision' | 'at'> {
    const operationId = operationIdSchema.parse(randomUUID());
    return { operationId, baseRevision, at: this.parts.clock.now().toISOString() };
  }
}

/** Links made by hand that were lost when the version now taken back was replaced. */
function withLinksBack(
  pair: Pair,
  side: 'source' | 'target',
  version: number,
  report: CarryReport | null
): Pair {
  const lost = report?.pairs.find(({ pairId }) => pairId === pair.id);
  if (!lost || !sameValue(lost.versions, { ...linkVersions(pair), [side]: version })) return pair;
  const claims = ({ source, target }: Link): string[] => [
    ...source.map(([start]) => `source ${start}`),
    ...target.map(([start]) => `target ${start}`)
  ];
  const taken = new Set(pair.links.filter(byHand).flatMap(claims));
  const back = lost.lost.filter((link) => !claims(link).some((claim) => taken.has(claim)));
  const claimed = new Set(back.flatMap(claims));
  const others = pair.links.filter(
    (link) => byHand(link) || !claims(link).some((claim) => claimed.has(claim))
  );
  return { ...pair, links: [...others, ...back] };
}

function ifDamaged(thrown: unknown): null {
  if (thrown instanceof AppError) return null;
  throw thrown;
}
