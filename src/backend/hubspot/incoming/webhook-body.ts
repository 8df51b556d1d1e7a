import type { BodyReader } from '../../http/body.ts';
import { wholeBody } from '../../http/body.ts';
import { BatonError } from '../../ground/errors.ts';
import { compactJson } from './compact-json.ts';
import type { CompactJson } from './compact-json.ts';
import { keptValue } from './kept-value.ts';

/** HubSpot's limits: events of one request, and characters of a text property. */
const EVENTS = 100;
const CHARACTERS = 65_536;
/** A character beyond the Basic Multilingual Plane, as JSON may write it: `\ud83d\ude00`. */
const BYTES_OF_CHARACTER = 12;
/** All of an event but the value; a merge names the contacts that were merged. */
const REST_OF_EVENT = 10_240;

const LONGEST_VALUE = CHARACTERS * BYTES_OF_CHARACTER + 2;
/** The most that HubSpot may send at once: 80 MB. */
export const LARGEST_WEBHOOK = EVENTS * (LONGEST_VALUE + REST_OF_EVENT);
/** Usual requests are read in one piece, which is faster. */
const USUAL = 65_536;

/**
 * Takes all that HubSpot may send in one webhook, and never holds more than one value and what is left without the long
 * ones, about 2 MB: `baton_context` is subscribed, and the contexts of 100 contacts may change together.
 */
export function webhookBody(): BodyReader {
  const whole = wholeBody(Infinity);
  let compact: CompactJson | null = null;
  let received = 0;
  return {
    take(bytes) {
      received += bytes.length;
      if (received > LARGEST_WEBHOOK) throw new BatonError('REQUEST_TOO_LARGE');
      if (compact) return compact.take(bytes);
      whole.take(bytes);
      if (received <= USUAL) return;
      compact = compactJson({
        shorten: keptValue,
        longestString: LONGEST_VALUE,
        longestRest: EVENTS * REST_OF_EVENT,
      });
      compact.take(whole.end());
    },
    get held() {
      return compact ? compact.held : whole.held;
    },
    end: () => (compact ?? whole).end(),
  };
}
