import { Accordion } from '@hubspot/ui-extensions';
import type { CardTools } from './card-tools.ts';
import { ContextEditor } from './context-editor.tsx';
import type { CardBase, CardView } from './contract.ts';

/** The Context matters before and while an assistant works on the contact, not after. */
export function ContextSection({ view, tools }: { view: Extract<CardView, CardBase>; tools: CardTools }) {
  if (view.kind === 'handing-back' || view.kind === 'do-not-contact') return null;
  const lead = 'lead' in view && view.kind !== 'done' ? view.lead : null;
  const editor = <ContextEditor context={view.context} lead={lead} tools={tools} />;
  if (tools.layout === 'tab') return editor;
  return (
    <Accordion
      title={view.context.own ? 'Context' : 'Context (default)'}
      size="sm"
      testId="context-accordion"
    >
      {editor}
    </Accordion>
  );
}
