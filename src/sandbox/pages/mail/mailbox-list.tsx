import { RouteLink, useRouter } from '../routing/router.tsx';
import type { Mailbox } from './mailboxes.ts';

/** A list beside the mails; where there is no room for it, one field above them. */
export function MailboxList(props: { boxes: Mailbox[]; chosen: string | null; portalId: string }) {
  const { boxes, chosen, portalId } = props;
  const { go } = useRouter();
  const pathOf = (address: string | null) =>
    `/mail?portal=${portalId}${address ? `&mailbox=${encodeURIComponent(address)}` : ''}`;
  const link = (address: string | null, label: string, unread: number) => (
    <RouteLink
      key={label}
      to={pathOf(address)}
      aria-current={address === chosen ? 'true' : undefined}
      title={label}
    >
      <span>{label}</span>
      {unread > 0 ? <span className="count">{unread}</span> : null}
    </RouteLink>
  );
  const group = (title: string, own: Mailbox[]) =>
    own.length ? (
      <div role="group" aria-label={title}>
        <h2>{title}</h2>
        {own.map((box) => link(box.address, box.address, box.unread))}
      </div>
    ) : null;
  return (
    <nav className="mailboxes" aria-label="Mailboxes">
      <label className="mailbox-field">
        <span>Mailbox</span>
        <select value={chosen ?? ''} onChange={(event) => go(pathOf(event.target.value || null))}>
          <option value="">All arrived mail</option>
          {boxes.map(({ address, unread }) => (
            <option key={address} value={address}>
              {unread > 0 ? `${address} (${unread} unread)` : address}
            </option>
          ))}
        </select>
      </label>
      {link(null, 'All arrived mail', 0)}
      {group(
        'HubSpot users',
        boxes.filter((box) => box.team),
      )}
      {group(
        'Contacts',
        boxes.filter((box) => !box.team),
      )}
    </nav>
  );
}
