import type { QueryRunner } from 'typeorm';
import type { Tx } from './database.ts';

/**
 * What a transaction has learnt or done already, by key, so that a thousand contacts in it do not ask a thousand times.
 * Forgotten with the transaction; what others commit meanwhile is not seen in it, as if it had come a moment later.
 */
export class PerTransaction<Value> {
  private readonly kept = new WeakMap<QueryRunner, Map<string, Value>>();

  /** Outside of a transaction: a map that nobody keeps. */
  of(tx: Tx): Map<string, Value> {
    if (!tx.queryRunner) return new Map();
    const known = this.kept.get(tx.queryRunner) ?? new Map<string, Value>();
    this.kept.set(tx.queryRunner, known);
    return known;
  }
}
