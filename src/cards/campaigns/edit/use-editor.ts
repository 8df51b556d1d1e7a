import { useState } from 'react';
import { useChanges } from '../../unsaved/unsaved.tsx';
import type { CampaignChoices, CampaignDetail } from '../contract.ts';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';
import { firstWrongStep, newDraft, problemsOf } from './draft.ts';
import { useSaving } from './use-saving.ts';

export interface Editing {
  /** As it was loaded; null: a new one. */
  loaded: CampaignDetail | null;
  /** 1 to 4 */
  step: number;
  choices: CampaignChoices;
  place: CampaignPlace;
  tools: CampaignsTools;
}

/** What is entered, and how one goes through the steps: a draft is saved on the way, one that runs only at the end. */
export function useEditor({ loaded, step, choices, place, tools }: Editing) {
  const [saved, setSaved] = useState(loaded);
  const [tried, setTried] = useState(false);
  const [start] = useState(() => newDraft(choices));
  const changes = useChanges('draft', saved?.draft ?? start);
  const draft = changes.shown;
  const isDraft = saved === null || saved.status === 'draft';
  const saving = useSaving({
    saved,
    tools,
    onSaved: (campaign) => {
      changes.forget();
      if (campaign !== null) setSaved(campaign);
    },
  });
  /** @returns the id of the campaign; null: it could not be saved, and one stays where one is */
  const keep = async (): Promise<string | null> =>
    saved !== null && (!isDraft || !changes.isChanged) ? saved.id : saving.save(draft);
  const goTo = async (to: number) => {
    const id = await keep();
    if (id === null) return;
    setTried(false);
    place.go({ campaign: id, step: String(to) });
  };
  const found = problemsOf(draft, step);
  return {
    saved,
    draft,
    isDraft,
    isChanged: changes.isChanged,
    change: changes.change,
    forget: changes.forget,
    problems: tried ? found : {},
    wrongStep: firstWrongStep(draft),
    saving,
    goTo,
    next: async () => {
      setTried(true);
      if (Object.keys(found).length === 0) await goTo(step + 1);
    },
    /** Saves and leaves: it can be gone on with later. */
    leave: async () => {
      if ((await keep()) !== null) place.go({});
    },
  };
}

export type Editor = ReturnType<typeof useEditor>;
