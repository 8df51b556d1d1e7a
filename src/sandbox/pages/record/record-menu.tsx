import { useState } from 'react';
import { send } from '../api/client.ts';
import type { Contact } from '../api/types.ts';
import { useRouter } from '../routing/router.tsx';
import { ActionMenu } from '../shell/action-menu.tsx';
import { FormDialog } from '../shell/form-dialog.tsx';
import { contactName } from '../shell/people.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

type Kind = 'delete' | 'privacy';

const questions: Record<Kind, { item: string; title: string; text: string; button: string }> = {
  delete: {
    item: 'Delete',
    title: 'Delete this contact?',
    text: 'It can be restored for 90 days. HubSpot sends a deletion event to the app.',
    button: 'Delete contact',
  },
  privacy: {
    item: 'Permanently delete (privacy)',
    title: 'Delete this contact for good?',
    text: 'A privacy deletion cannot be undone. HubSpot sends contact.privacyDeletion to the app.',
    button: 'Delete for good',
  },
};

const kinds = ['delete', 'privacy'] as const;
const items = { delete: questions.delete.item, privacy: questions.privacy.item };

/** The Actions menu of a record. */
export function RecordMenu({ contact, refresh }: { contact: Contact; refresh: () => Promise<void> }) {
  const { portal, user } = useWorld();
  const { go } = useRouter();
  const toasts = useToasts();
  const [asking, setAsking] = useState<Kind | null>(null);
  const question = asking ? questions[asking] : null;
  const remove = async () => {
    const query = asking === 'privacy' ? '?privacy=true' : '';
    try {
      await send(`/sandbox/api/portals/${portal.portalId}/contacts/${contact.id}${query}`, {
        method: 'DELETE',
        body: { userId: user.id },
      });
    } catch (error) {
      await refresh();
      throw error;
    }
    toasts.add({ tone: 'success', title: 'Contact deleted', message: contactName(contact.properties) });
    go(`/?portal=${portal.portalId}`);
  };
  return (
    <>
      <ActionMenu actions={kinds} labels={items} onChoose={setAsking} isQuiet />
      {question ? (
        <FormDialog
          id="delete-contact"
          title={question.title}
          button={question.button}
          isDanger
          onDo={remove}
          onClose={() => setAsking(null)}
        >
          <p>{question.text}</p>
        </FormDialog>
      ) : null}
    </>
  );
}
