import { DraftDecision } from '../drafts/draft-decision.tsx';
import type { DraftActs } from '../drafts/draft-acts.ts';
import type { CardTools } from './card-tools.ts';
import type { CardView } from './contract.ts';

type WaitingView = Extract<CardView, { kind: 'waiting-approval' }>;

/** The next email is written and waits for whoever looks at the contact. */
export function WaitingDraft({ view, tools }: { view: WaitingView; tools: CardTools }) {
  const { draft, lead } = view;
  const { api } = tools;
  const acts: DraftActs = {
    running: tools.running,
    approve: (approval) =>
      tools.run({
        name: 'approve',
        request: () => api.approveDraft(approval),
        done: () => 'Approved. The email leaves in the contact’s next business hours.',
      }),
    skip: (seen) =>
      tools.run({
        name: 'skip',
        request: () => api.skipDraft(seen),
        done: () => `Skipped. ${lead.assistantName} goes on with the next email.`,
      }),
    writeAgain: (seen) =>
      tools.run({
        name: 'write-again',
        request: () => api.writeDraftAgain(seen),
        done: () => `${lead.assistantName} writes it anew. It waits here in a moment.`,
      }),
    check: (words) => api.checkDraft(words),
  };
  const wide = tools.layout === 'tab';
  return <DraftDecision draft={draft} acts={acts} reader={tools} busy={tools.running !== null} wide={wide} />;
}
