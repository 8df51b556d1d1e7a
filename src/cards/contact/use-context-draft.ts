import { useEffect, useRef, useState } from 'react';
import type { CardTools } from './card-tools.ts';
import type { ContextConflict, ContextView } from './contract.ts';

interface Draft {
  text: string;
  /** The saved value the draft started from: a save holds only while that is still the saved one. */
  base: string;
  /** Grows when the text is replaced from outside the input, which then has to start afresh. */
  version: number;
  /** What somebody else saved meanwhile; the rep chooses. */
  theirs: string | null;
}

const startingFrom = (saved: string, version: number): Draft => ({
  text: saved,
  base: saved,
  version,
  theirs: null,
});

/** What becomes of a draft when the view shows another saved value than the one it started from. */
function meet(draft: Draft, saved: string): Draft {
  if (saved === draft.base) return draft;
  if (saved === draft.text) return { ...draft, base: saved, theirs: null };
  if (draft.text === draft.base) return startingFrom(saved, draft.version + 1);
  return { ...draft, theirs: saved };
}

/** A draft of the Context that neither overwrites what others saved nor loses what the rep typed. */
export function useContextDraft(context: ContextView, tools: CardTools) {
  const [draft, setDraft] = useState(() => startingFrom(context.own, 0));
  const saving = useRef(false);

  useEffect(() => {
    // the answer to a save says what is saved now; until then the view shows a mixture
    if (!saving.current) setDraft((now) => meet(now, context.own));
  }, [context.own]);

  const save = async (text: string, base: string) => {
    saving.current = true;
    const answer = await tools.run({
      name: 'save-context',
      request: () => tools.api.saveContext({ context: text, base }),
      done: () => 'Context saved. It applies to the emails not yet sent; what was sent stays as it is.',
    });
    saving.current = false;
    if (answer === 'busy') return;
    if (answer.ok) {
      const saved = 'context' in answer.value ? answer.value.context.own : text;
      setDraft((now) => meet({ ...now, base: text, theirs: null }, saved));
    } else if (answer.problem.kind === 'conflict') {
      // the contract gives every 409 of this route the body ContextConflict
      const { current } = (answer.problem.body ?? {}) as Partial<ContextConflict>;
      if (current !== undefined) setDraft((now) => meet({ ...now, theirs: null }, current));
    }
  };

  return {
    ...draft,
    saving: tools.running === 'save-context',
    changed: draft.text !== draft.base,
    tooLong: draft.text.length > context.maxLength,
    type: (text: string) => setDraft((now) => ({ ...now, text })),
    /** Another text that was not typed: the input has to start afresh with it. */
    replace: (text: string) => setDraft((now) => ({ ...now, text, version: now.version + 1 })),
    save: () => save(draft.text, draft.base),
    keepTheirs: () => setDraft((now) => startingFrom(now.theirs ?? now.base, now.version + 1)),
    keepMine: () => save(draft.text, draft.theirs ?? draft.base),
  };
}
