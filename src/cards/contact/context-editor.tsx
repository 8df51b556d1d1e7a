import { AutoGrid, Button, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import type { Asked } from '../requests/latest-answer.ts';
import type { CardTools } from './card-tools.ts';
import { ContextConflictChoice } from './context-conflict.tsx';
import { ContextLines } from './context-lines.tsx';
import { EXAMPLE, relabelled, withTemplate } from './context-words.ts';
import type { ActiveLead, ContextView, EmailPreview } from './contract.ts';
import { DraftAnswer } from './draft.tsx';
import { useContextDraft } from './use-context-draft.ts';
import { useContextPreview } from './use-context-preview.ts';
import type { Previewed } from './use-context-preview.ts';

interface Props {
  context: ContextView;
  /** null while no assistant works on the contact. */
  lead: ActiveLead | null;
  /** false: the editor is folded away. */
  seen: boolean;
  tools: CardTools;
}

/** Edits `baton_context`: what the assistant is to know and say to this contact, with the next email beside it. */
export function ContextEditor({ context, lead, seen, tools }: Props) {
  const draft = useContextDraft(context, tools);
  const preview = useContextPreview(
    {
      text: draft.text,
      enabled: seen && !draft.tooLong && draft.theirs === null,
      because: `${lead?.step} ${context.own} ${context.default}`,
    },
    tools,
  );
  const { shown } = preview;
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
  const change = (text: string) => {
    tools.stir();
    draft.replace(text);
  };
  const stale = shown !== null && shown.text !== draft.text;
  return (
    <AutoGrid columnWidth={320} flexible gap="md">
      <Flex direction="column" gap="sm">
        <ContextField context={context} draft={draft} tools={tools} />
        <Flex direction="row" gap="sm" wrap>
          <LoadingButton
            variant="secondary"
            testId="save-context"
            loading={draft.saving}
            disabled={!draft.changed || draft.tooLong || tools.running !== null}
            onClick={() => void draft.save()}
          >
            Save
          </LoadingButton>
          <Button
            testId="insert-template"
            variant="transparent"
            disabled={draft.saving}
            onClick={() => change(withTemplate(draft.text))}
          >
            Insert template
          </Button>
        </Flex>
        <Text variant="microcopy">{lead ? appliesFrom(lead) : 'Applies from the first email on.'}</Text>
        {shown ? (
          <ContextLines
            email={shown.email}
            stale={stale || draft.saving}
            onLabel={
              draft.text.trim() === '' ? null : (line, label) => change(relabelled(draft.text, line, label))
            }
          />
        ) : null}
      </Flex>
      <Flex direction="column" gap="xs">
        <Text variant="microcopy" testId="preview-title">
          {`The ${lead ? 'next' : 'first'} email with this${stale ? ', being written anew' : ''}`}
        </Text>
        <DraftAnswer asked={emailOf(preview.asked)} onRetry={preview.refresh} testId="effect" />
      </Flex>
    </AutoGrid>
  );
}

const emailOf = (asked: Asked<Previewed>): Asked<EmailPreview> =>
  asked.status === 'answered' ? { status: 'answered', value: asked.value.email } : asked;

interface FieldProps {
  context: ContextView;
  draft: ReturnType<typeof useContextDraft>;
  tools: CardTools;
}

function ContextField({ context, draft, tools }: FieldProps) {
  const type = (text: string) => {
    tools.stir();
    draft.type(text);
  };
  return (
    <Flex direction="column" gap="xs">
      <TextArea
        key={draft.version}
        label={tools.layout === 'tab' ? 'Context' : 'Context for this contact'}
        name="context"
        testId="context"
        // the input keeps its own text: a value sent back from here while a person types would lag behind and undo keys
        defaultValue={draft.text}
        description="A label before a line says where it goes. The line stands in an email as you write it."
        placeholder={EXAMPLE}
        rows={tools.layout === 'tab' ? 8 : 6}
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
