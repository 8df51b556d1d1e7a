import { useCallback, useEffect, useRef, useState } from 'react';
import { patientAnswerTo } from './answers.ts';
import type { Answer, Problem } from './answers.ts';

export type Asked<T> =
  | { status: 'none' }
  | { status: 'asking' }
  | { status: 'failed'; problem: Problem }
  | { status: 'answered'; value: T };

/** A question asked on demand. Only the answer to the newest question counts; earlier ones are dropped. */
export function useLatestAnswer<T>() {
  const [asked, setAsked] = useState<Asked<T>>({ status: 'none' });
  const newest = useRef(0);
  useEffect(
    () => () => {
      newest.current += 1;
    },
    [],
  );

  const ask = useCallback(async (request: () => Promise<Answer<T>>) => {
    const mine = ++newest.current;
    setAsked({ status: 'asking' });
    const answer = await patientAnswerTo(request);
    if (mine !== newest.current) return;
    setAsked(
      answer.ok ? { status: 'answered', value: answer.value } : { status: 'failed', problem: answer.problem },
    );
  }, []);

  const forget = useCallback(() => {
    newest.current += 1;
    setAsked({ status: 'none' });
  }, []);

  return { asked, ask, forget };
}
