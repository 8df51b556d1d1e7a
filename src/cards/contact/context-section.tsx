import { Accordion, Alert, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardTools } from './card-tools.ts';
import { ContextEditor } from './context-editor.tsx';
import type { CardBase, CardView } from './contract.ts';

type View = Extract<CardView, CardBase>;

type Open = Exclude<View, { kind: 'handing-back' | 'do-not-contact' }>;

const matters = (view: View): view is Open => view.kind !== 'handing-back' && view.kind !== 'do-not-contact';

/** The Context matters before and while an assistant works on the contact, not after. */
export function ContextSection({ view, tools }: { view: View; tools: CardTools }) {
  const [open, setOpen] = useState(false);
  if (!matters(view)) return null;
  const lead = 'lead' in view && view.kind !== 'done' ? view.lead : null;
  const isTab = tools.layout === 'tab';
  const editor = <ContextEditor context={view.context} lead={lead} seen={isTab || open} tools={tools} />;
  if (isTab) return editor;
  return (
    <Accordion
      title={view.context.own ? 'Context' : 'Context (default)'}
      size="sm"
      testId="context-accordion"
      open={open}
      onClick={() => setOpen((now) => !now)}
    >
      {editor}
    </Accordion>
  );
}

/** Said before anything is handed over or sent: what was written for the contact would reach no email. */
export function UnusedContext({ view }: { view: View }) {
  if (!matters(view) || !view.context.saysNothing) return null;
  return (
    <Alert variant="warning" title="Nothing of this Context can stand in an email" testId="unused-context">
      <Text>Put a label such as “Why:” or “Offer:” before the lines that the contact is to read.</Text>
    </Alert>
  );
}
