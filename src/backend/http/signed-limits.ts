/** Requests a minute in one process: of one person, and of all people of an account. */
export interface SignedLimits {
  looks: { person: number; account: number };
  actions: { person: number; account: number };
}

/**
 * A card looks 6 times in the minute after something new and then less and less often, once a minute at last
 * (src/cards/requests/live-view.ts); a look that finds nothing new costs four look-ups by key. So one person may have
 * 500 cards opened at once, and five such people are an account's share. What people do has a limit of its own: no
 * number of open cards can use it up.
 */
export const SIGNED_LIMITS: SignedLimits = {
  looks: { person: 4_000, account: 20_000 },
  actions: { person: 300, account: 3_000 },
};
