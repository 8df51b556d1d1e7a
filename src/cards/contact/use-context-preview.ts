import { useEffect, useRef } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { Asked } from '../requests/latest-answer.ts';
import type { CardTools } from './card-tools.ts';
import type { EmailPreview } from './contract.ts';

/** An email, and the Context that it was written with. */
export interface Previewed {
  email: EmailPreview;
  text: string;
}

/** A person pauses so long between two thoughts, not between two keys. */
const PAUSE_MS = 700;

interface Wanted {
  text: string;
  /** false: nobody sees it, or the text cannot be saved. */
  enabled: boolean;
  /** Anything else that makes an email out of date. */
  because: string;
}

/** The next email as it would be with a text that is being typed. While it is written anew, the one before stays. */
export function useContextPreview({ text, enabled, because }: Wanted, tools: CardTools) {
  const { asked, ask } = useLatestAnswer<Previewed>();
  const shown = useRef<Previewed | null>(null);
  if (asked.status === 'answered') shown.current = asked.value;
  const refresh = () =>
    void ask(async () => {
      const answer = await tools.api.nextEmail(text);
      return answer.ok ? { ok: true, value: { email: answer.value, text } } : answer;
    });
  const isFirst = asked.status === 'none';
  useEffect(() => {
    if (!enabled) return undefined;
    const timer = setTimeout(refresh, isFirst ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
    // only these facts make an email out of date
  }, [text, enabled, because]);
  return { asked: settled(asked, shown.current), shown: shown.current, refresh };
}

/** What to show: an email that was there is not taken away while the next is written. */
const settled = (asked: Asked<Previewed>, shown: Previewed | null): Asked<Previewed> =>
  asked.status === 'asking' && shown ? { status: 'answered', value: shown } : asked;
