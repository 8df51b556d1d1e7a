import { Button, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { CardTools } from './card-tools.ts';
import { ContextConflictChoice } from './context-conflict.tsx';
import type { ActiveLead, ContextView, EmailPreview } from './contract.ts';
import { DraftAnswer } from './draft.tsx';
import { useContextDraft } from './use-context-draft.ts';

interface Props {
  context: ContextView;
  /** null while no assistant works on the contact: there is no next email to preview. */
  lead: ActiveLead | null;
  tools: CardTools;
}

/** Edits `baton_context`: what the assistant is to know and say to this contact. */
export function ContextEditor({ context, lead, tools }: Props) {
  const draft = useContextDraft(context, tools);
  const effect = useLatestAnswer<EmailPreview>();
  const showEffect = () => {
    tools.stir();
    void effect.ask(() => tools.api.nextEmail(draft.text));
  };
  const type = (text: string) => {
    tools.stir();
    draft.type(text);
    effect.forget();
  };
  const save = async () => {
    effect.forget();
    await draft.save();
  };
  if (draft.theirs !== null) {
    return (
      <ContextConflictChoice
        mine={draft.text}
        theirs={draft.theirs}
        running={tools.running !== null}
        onKeepMine={() => void draft.keepMine()}
        onKeepTheirs={draft.keepTheirs}
      />
    );
  }
  return (
    <Flex direction="column" gap="sm">
      <TextArea
        key={draft.version}
        label={tools.layout === 'tab' ? 'Context' : 'Context for this contact'}
        name="context"
        testId="context"
        // the input keeps its own text: a value sent back from here while a person types would lag behind and undo keys
        defaultValue={draft.text}
        placeholder={context.default}
        rows={tools.layout === 'tab' ? 6 : 4}
        maxLength={context.maxLength}
        readOnly={draft.saving}
        error={draft.tooLong}
        validationMessage={draft.tooLong ? 'Shorten the Context to save it.' : undefined}
        onInput={type}
      />
      <Text variant="microcopy" testId="context-counter">
        {counter(draft.text.length, context.maxLength, tools.locale)}
      </Text>
      <WhatApplies text={draft.text} fallback={context.default} />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton
          variant="secondary"
          testId="save-context"
          loading={draft.saving}
          disabled={!draft.changed || draft.tooLong || tools.running !== null}
          onClick={() => void save()}
        >
          Save
        </LoadingButton>
        {draft.changed ? (
          <Button testId="context-effect" variant="transparent" disabled={draft.tooLong} onClick={showEffect}>
            {`Show the ${lead ? 'next' : 'first'} email with this`}
          </Button>
        ) : null}
      </Flex>
      <DraftAnswer asked={effect.asked} onRetry={showEffect} testId="effect" />
      <Text variant="microcopy">{lead ? appliesFrom(lead) : 'Applies from the first email on.'}</Text>
    </Flex>
  );
}

const counter = (length: number, most: number, locale: string | undefined): string =>
  `${length.toLocaleString(locale)} of ${most.toLocaleString(locale)} characters`;

const appliesFrom = (lead: ActiveLead): string =>
  `A change applies from step ${lead.step} on. Emails already sent are never rewritten.`;

/** While the contact has no Context of its own, the assistant's default applies. */
function WhatApplies({ text, fallback }: { text: string; fallback: string }) {
  if (text.trim() !== '') return null;
  return (
    <Text variant="microcopy" testId="context-default">
      {fallback
        ? `Empty, so the assistant’s default applies: ${fallback}`
        : 'Empty, and the assistant has no default.'}
    </Text>
  );
}
