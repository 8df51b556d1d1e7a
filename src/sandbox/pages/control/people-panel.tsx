import { send } from '../api/client.ts';
import type { Owner } from '../api/types.ts';
import { Avatar } from '../shell/avatar.tsx';
import { personName } from '../shell/people.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

/** The owners of the account; one can leave and come back. */
export function PeoplePanel() {
  const { portal, owners } = useWorld();
  const toasts = useToasts();
  const setArchived = async (owner: Owner, archived: boolean) => {
    try {
      const path = `/sandbox/api/portals/${portal.portalId}/owners/${owner.id}/archive`;
      await send(path, { method: 'POST', body: { archived } });
    } catch (error) {
      toasts.add({ tone: 'danger', title: `${personName(owner)} was not changed`, message: String(error) });
    }
  };
  return (
    <section className="panel" aria-label="Owners">
      <h2>Owners of {portal.name}</h2>
      <ul className="account-list">
        {owners.map((owner) => (
          <li key={owner.id}>
            <Avatar name={personName(owner)} size={28} />
            <div>
              <strong>{personName(owner)}</strong> <span className="muted">{owner.email}</span>
            </div>
            <button
              type="button"
              className="button is-small"
              onClick={() => setArchived(owner, !owner.archived)}
            >
              {owner.archived ? 'Reactivate' : 'Deactivate'}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
