import { BatonError } from '../../../ground/errors.ts';
import { refusalPauseMs } from '../../calls/errors.ts';

/** One bad record is found among a hundred after eight refusals without a success; more is no search for a record. */
const IN_VAIN = 10;
/** Once something of the run passed, the account works: many bad records are many refusals. */
const IN_VAIN_BESIDE_SUCCESS = 40;

/**
 * Keeps the search for what HubSpot refuses in a batch, without saying what, from becoming a storm of calls and from
 * blaming the data for what holds for the whole account: such refusals count only beside something that passed, or
 * where there was a single record to blame.
 */
export class RefusalSearch {
  private readonly records: number;
  private inVain = 0;
  private passes = false;
  private last: BatonError | undefined;
  private readonly doubtful: (() => void)[] = [];

  constructor(records: number) {
    this.records = records;
  }

  /** Something of the batch was written. */
  passed(): void {
    this.inVain = 0;
    this.passes = true;
  }

  /** HubSpot refused a call without naming a record or a value. @throws BatonError when searching on makes no sense */
  refused(error: BatonError): void {
    this.inVain += 1;
    this.last = error;
    const most = this.passes ? IN_VAIN_BESIDE_SUCCESS : IN_VAIN;
    // A single record has few properties to try.
    if (this.records > 1 && this.inVain >= most) throw hopeless(error);
  }

  /** A refusal is blamed on a record by exclusion. `undo` takes that back. */
  blame(undo: () => void): void {
    if (this.records > 1) this.doubtful.push(undo);
  }

  /**
   * At the end of a run: takes back what nothing bears out. Resolves to the error with which it is to be tried again, in
   * smaller company each time.
   */
  settle(): BatonError | undefined {
    const undone = this.passes ? [] : this.doubtful.splice(0);
    for (const undo of undone) undo();
    if (undone.length === 0 || !this.last) return undefined;
    const { code, message, context } = this.last;
    return new BatonError(code, message, { retry: 'backoff', context });
  }
}

function hopeless(error: BatonError): BatonError {
  const message = `HubSpot refuses every write of this account and names none (${error.message}). Nothing is lost; Baton asks again by itself.`;
  const retryAfterMs = refusalPauseMs(1);
  return new BatonError('HUBSPOT_REFUSED', message, { retry: 'after', retryAfterMs, context: error.context });
}
