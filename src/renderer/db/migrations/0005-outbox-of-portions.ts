// Version 5: a row of the outbox holds the operations of a portion of a large act, not one each.
import type { Transaction } from 'dexie';
import type { Operation } from '@domain/annotation/operation';
import type { OutboxRow } from '../schema';

/** A row as versions 1 to 4 wrote it. */
export interface SingleRow {
  order: number;
  entityId: string;
  operation: Operation;
  sent: boolean;
  refused: boolean;
  since: number;
}

export function portionOf({ entityId, operation, refused, ...rest }: SingleRow): OutboxRow {
  return {
    ...rest,
    entityIds: [entityId],
    operations: [operation],
    refused: refused ? [operation.operationId] : []
  };
}

export async function upgradeToPortions(transaction: Transaction): Promise<void> {
  const outbox = transaction.table<SingleRow | OutboxRow, number>('outbox');
  const rows = (await outbox.toArray()) as SingleRow[];
  await outbox.bulkPut(rows.map(portionOf));
}
