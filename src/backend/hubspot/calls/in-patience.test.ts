import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asPerson } from '../../http/test-patience.ts';
import { inPatience } from './in-patience.ts';

const never = new Promise<string>(() => undefined);

describe('what HubSpot is asked for', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is waited for by a person for 9 s in all, however many questions it takes', async () => {
    const both = asPerson(async () => {
      const first = await inPatience(never).catch((error: unknown) => error);
      const second = await inPatience(never).catch((error: unknown) => error);
      return [first, second];
    });
    await vi.advanceTimersByTimeAsync(9_010);
    const late = expect.objectContaining({ code: 'HUBSPOT_UNAVAILABLE', retry: 'backoff' }) as unknown;
    expect(await both).toEqual([late, late]);
  });

  it('counts where it is known already, also when patience is over', async () => {
    const known = asPerson(async () => {
      await inPatience(never).catch(() => undefined);
      return inPatience(Promise.resolve('known'));
    });
    await vi.advanceTimersByTimeAsync(9_010);
    expect(await known).toBe('known');
  });

  it('is waited for as long as it takes where nobody waits, or nobody any more', async () => {
    const slow = () => new Promise((resolve) => setTimeout(() => resolve('at last'), 60_000));
    const work = inPatience(slow());
    const after = asPerson((answered) => {
      answered();
      return inPatience(slow());
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await Promise.all([work, after])).toEqual(['at last', 'at last']);
  });

  it('fails as it fails', async () => {
    await expect(asPerson(() => inPatience(Promise.reject(new Error('no'))))).rejects.toThrow('no');
  });
});
