// What has lain in the trash for thirty days leaves it for ever, by itself. A clock that jumps makes nothing leave early:
// beside the thirty days by the clock, the library must have been open on seven more days since a thing was first seen
// there (ADR 28).
import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema } from '@domain/ids';
import type { RouteOutput } from '@shared/ipc/routes';
import { diskFiles, jsonBytes, readIfThere, replaceFile } from '../library/files';
import type { Library } from '../library/library-contract';
import type { Clock } from '../ports';

const dayMs = 86_400_000;
const keptDays = 30;
const openDays = 7;
/** How often it is asked whether a day has gone by. */
const askMs = 60 * 60_000;

const ledgerSchema = z.strictObject({
  format: z.literal('diptych-trash-days/1'),
  /** The last day counted, as the clock had it, in UTC. */
  day: z.iso.date(),
  /** How many days have been counted. The clock may have jumped between them either way. */
  days: z.int().min(0),
  /** What lay in the trash, since when it says so itself, and how many days had been counted when it was first seen. */
  seen: z.array(z.strictObject({ id: z.string(), at: z.string(), days: z.int().min(0) })),
  /** What left last. */
  left: z.strictObject({ at: instantSchema, count: z.int().min(1) }).nullable()
});
type Ledger = z.infer<typeof ledgerSchema>;
type Trash = Awaited<ReturnType<Library['trash']>>;

export class TrashKeeping {
  #checking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly library: Library,
    private readonly clock: Clock
  ) {}

  /** From now on what is due leaves: now, and on every day that the library is open. */
  start(): void {
    this.#timer = setInterval(() => void this.check(), askMs);
    this.#timer.unref();
    void this.check();
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking;
  }

  /** Counts the day and lets go what is due. Never rejects: what could not be done is done at the next one. */
  check(): Promise<void> {
    this.#checking = this.#checking.then(() => this.#check()).catch(() => undefined);
    return this.#checking;
  }

  /** What is in the trash, the day before which it does not leave, and what left last. */
  async list(): Promise<RouteOutput<'library.trashed'>> {
    const [trash, ledger] = await Promise.all([this.library.trash(), this.#ledger()]);
    const counted = ledger && countedSince(ledger);
    const leaves = (id: string, at: string): string => {
      const more = openDays - (counted?.(id, at) ?? 0);
      const byDays = this.clock.now().getTime() + Math.max(0, more) * dayMs;
      return new Date(Math.max(Date.parse(at) + keptDays * dayMs, byDays)).toISOString();
    };
    return {
      articles: trash.articles.map((each) => ({
        ...each,
        leaves: leaves(each.article.id, each.at)
      })),
      annotations: trash.annotations.map((each) => ({
        ...each,
        leaves: leaves(each.annotation.id, each.at)
      })),
      left: ledger?.left ?? null
    };
  }

  async #check(): Promise<void> {
    const trash = await this.library.trash();
    const before = await this.#ledger();
    const all = thingsIn(trash);
    if (!before && all.length === 0) return;
    const now = this.clock.now();
    const day = now.toISOString().slice(0, 10);
    const days = (before?.days ?? 0) + (before && before.day !== day ? 1 : 0);
    const known = new Map(before?.seen.map((each) => [each.id, each]));
    const seen = all.map(({ id, at }) => {
      const old = known.get(id);
      return old?.at === at ? old : { id, at, days };
    });
    const ledger: Ledger = {
      format: 'diptych-trash-days/1',
      day,
      days,
      seen,
      left: before?.left ?? null
    };
    await this.#write(ledger);
    const counted = countedSince(ledger);
    const due = new Set(
      all
        .filter(({ at }) => now.getTime() - Date.parse(at) >= keptDays * dayMs)
        .filter(({ id, at }) => (counted(id, at) ?? 0) >= openDays)
        .map(({ id }) => id)
    );
    if (due.size === 0) return;
    await this.#purge(trash, due);
    const rest = new Set(thingsIn(await this.library.trash()).map(({ id }) => id));
    const count = [...due].filter((id) => !rest.has(id)).length;
    if (count > 0) await this.#write({ ...ledger, left: { at: now.toISOString(), count } });
  }

  /** One that cannot go holds up no other. */
  async #purge({ articles, annotations }: Trash, due: ReadonlySet<string>): Promise<void> {
    for (const { article } of articles) {
      if (due.has(article.id)) await this.library.purgeArticle(article.id).catch(() => undefined);
    }
    const ids = annotations.map(({ annotation }) => annotation.id).filter((id) => due.has(id));
    await Promise.allSettled(ids.map((id) => this.library.purgeAnnotation(id)));
  }

  /** Null where there is none, or none that can be read: then all counting begins anew, and everything leaves later. */
  async #ledger(): Promise<Ledger | null> {
    const bytes = await readIfThere(diskFiles, this.#file());
    if (!bytes) return null;
    try {
      return ledgerSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
    } catch {
      return null;
    }
  }

  async #write(ledger: Ledger): Promise<void> {
    await diskFiles.makeFolder(join(this.library.folder, 'trash'));
    await replaceFile(diskFiles, this.#file(), jsonBytes(ledger));
  }

  #file(): string {
    return join(this.library.folder, 'trash', 'days.json');
  }
}

function thingsIn({ articles, annotations }: Trash): { id: string; at: string }[] {
  return [
    ...articles.map(({ article, at }) => ({ id: article.id, at })),
    ...annotations.map(({ annotation, at }) => ({ id: annotation.id, at }))
  ];
}

/** Days counted since a thing was first seen in the trash where it went there at `at`; undefined where it was not seen. */
function countedSince({ days, seen }: Ledger): (id: string, at: string) => number | undefined {
  const byId = new Map(seen.map((each) => [each.id, each]));
  return (id, at) => {
    const known = byId.get(id);
    return known?.at === at ? days - known.days : undefined;
  };
}
