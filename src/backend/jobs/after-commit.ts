import type { DataSource, QueryRunner } from 'typeorm';
import type { Tx } from '../database/database.ts';

/**
 * Calls back once a transaction has committed, so that its jobs start at once instead of at the next look. Losing a
 * call costs that delay and nothing else.
 */
export class AfterCommit {
  private readonly pending = new WeakMap<QueryRunner, Set<string>>();

  constructor(dataSource: DataSource, onCommit: (names: ReadonlySet<string>) => void) {
    dataSource.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => {
        const names = this.pending.get(queryRunner);
        // The end of a nested transaction commits nothing yet.
        if (!names || queryRunner.isTransactionActive) return;
        this.pending.delete(queryRunner);
        onCommit(names);
      },
      afterTransactionRollback: ({ queryRunner }) => {
        if (!queryRunner.isTransactionActive) this.pending.delete(queryRunner);
      },
    });
  }

  add(tx: Tx, name: string): void {
    if (!tx.queryRunner) return;
    const names = this.pending.get(tx.queryRunner) ?? new Set();
    this.pending.set(tx.queryRunner, names.add(name));
  }
}
