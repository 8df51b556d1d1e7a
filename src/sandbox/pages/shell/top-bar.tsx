import { useRouter, RouteLink } from '../routing/router.tsx';
import { appPagePath, routeOf, segmentPath } from '../routing/routes.ts';
import { ClockControl } from './clock-control.tsx';
import { accessWords, personName } from './people.ts';
import { useWorld } from './world.tsx';

export function TopBar() {
  const { info, portal, users, user, chooseUser, portals } = useWorld();
  const { place, go } = useRouter();
  const page = routeOf(place.path).page;
  const links = [
    {
      to: `/?portal=${portal.portalId}`,
      label: 'Contacts',
      active: ['list', 'record', 'objects', 'object'].includes(page),
    },
    {
      to: segmentPath(portal.portalId),
      label: 'Segments',
      active: page === 'segments' || page === 'segment',
    },
    { to: `/mail?portal=${portal.portalId}`, label: 'Mail', active: page === 'mail' },
    { to: appPagePath(portal.portalId, info.appId), label: info.appName, active: page === 'app' },
    { to: `/settings/${portal.portalId}`, label: 'App settings', active: page === 'settings' },
    { to: `/play?portal=${portal.portalId}`, label: 'Play a week', active: page === 'play' },
    { to: `/sandbox?portal=${portal.portalId}`, label: 'Control panel', active: page === 'sandbox' },
  ];
  return (
    <header className="top">
      <p className="stand-in-label">
        <strong>Local HubSpot stand-in</strong>
        <span> · nothing here reaches hubspot.com or a real mailbox</span>
      </p>
      <div className="top-bar">
        <RouteLink to={`/?portal=${portal.portalId}`} className="top-brand" aria-label="Contacts">
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <path d="M9 23 23 9" stroke="#ff7a59" strokeWidth="5" strokeLinecap="round" />
          </svg>
          {portals.length > 1 ? null : <span>{portal.name}</span>}
        </RouteLink>
        {portals.length > 1 ? (
          <label className="top-select">
            <span className="visually-hidden">Account</span>
            <select value={portal.portalId} onChange={(event) => go(`/?portal=${event.target.value}`)}>
              {portals.map((one) => (
                <option key={one.portalId} value={one.portalId}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <nav aria-label="Stand-in">
          {links.map((link) => (
            <RouteLink key={link.label} to={link.to} aria-current={link.active ? 'page' : undefined}>
              {link.label}
            </RouteLink>
          ))}
        </nav>
        <ClockControl />
        <label className="top-select">
          <span>Signed in as</span>
          <select
            value={user.id}
            data-testid="current-user"
            onChange={(event) => chooseUser(event.target.value)}
          >
            {users.map((one) => (
              <option key={one.id} value={one.id}>
                {[personName(one), accessWords(one)].filter(Boolean).join(' · ')}
              </option>
            ))}
          </select>
        </label>
      </div>
    </header>
  );
}
