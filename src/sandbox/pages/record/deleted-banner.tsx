import { send } from '../api/client.ts';
import type { Contact } from '../api/types.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

/** Says that the contact is in the recycle bin, and takes it out again. */
export function DeletedBanner({ contact, refresh }: { contact: Contact; refresh: () => Promise<void> }) {
  const { portal, user } = useWorld();
  const toasts = useToasts();
  const restore = async () => {
    const path = `/sandbox/api/portals/${portal.portalId}/contacts/${contact.id}/restore`;
    try {
      await send(path, { method: 'POST', body: { userId: user.id } });
      await refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The contact was not restored', message: String(error) });
    }
  };
  return (
    <p className="banner is-danger" role="status">
      <span>This contact was deleted.</span>
      <button type="button" className="button is-small" onClick={restore}>
        Restore
      </button>
    </p>
  );
}
