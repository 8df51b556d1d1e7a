import { useRef, useState } from 'react';
import { send } from '../api/client.ts';
import type { Contact } from '../api/types.ts';
import { Dialog } from '../cardhost/components/dialogs.tsx';
import { useFloating } from '../cardhost/components/dropdown.tsx';
import { Icon } from '../cardhost/components/icons.tsx';
import { useRouter } from '../routing/router.tsx';
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

/** The Actions menu of a record. */
export function RecordMenu({ contact, refresh }: { contact: Contact; refresh: () => Promise<void> }) {
  const { portal, user } = useWorld();
  const { go } = useRouter();
  const toasts = useToasts();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<Kind | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(() => setOpen(false)).current;
  useFloating(anchor, menu, open, close);
  const question = asking ? questions[asking] : null;
  const remove = async () => {
    const query = asking === 'privacy' ? '?privacy=true' : '';
    try {
      await send(`/sandbox/api/portals/${portal.portalId}/contacts/${contact.id}${query}`, {
        method: 'DELETE',
        body: { userId: user.id },
      });
      toasts.add({ tone: 'success', title: 'Contact deleted', message: contactName(contact.properties) });
      go(`/?portal=${portal.portalId}`);
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The contact was not deleted', message: String(error) });
      setAsking(null);
      await refresh();
    }
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="button is-small is-quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Actions
        <Icon name="downCarat" size="sm" />
      </button>
      <div ref={menu} role="menu" className="hs-menu" hidden={!open}>
        {(['delete', 'privacy'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            role="menuitem"
            className="hs-menu-item"
            onClick={() => {
              close();
              setAsking(kind);
            }}
          >
            {questions[kind].item}
          </button>
        ))}
      </div>
      {question ? (
        <Dialog
          kind="modal"
          modal
          id="delete-contact"
          title={question.title}
          label={undefined}
          className="is-sm is-danger"
          marks={{}}
          onOpen={undefined}
          onClose={() => setAsking(null)}
        >
          <div className="hs-dialog-body">
            <p>{question.text}</p>
          </div>
          <footer className="hs-dialog-footer">
            <button type="button" className="button is-danger" onClick={remove}>
              {question.button}
            </button>
            <button type="button" className="button" onClick={() => setAsking(null)}>
              Cancel
            </button>
          </footer>
        </Dialog>
      ) : null}
    </>
  );
}
