import { useState } from 'react';
import type { FormEvent } from 'react';
import { send } from '../api/client.ts';
import { RouteLink } from '../routing/router.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

/** The accounts of the stand-in and the way to connect Baton to them. */
export function AccountsPanel() {
  const { portals, portal, info } = useWorld();
  return (
    <section className="panel" aria-label="Accounts">
      <h2>Accounts</h2>
      <ul className="account-list">
        {portals.map((one) => (
          <li key={one.portalId}>
            <div>
              <strong>{one.name}</strong> <span className="muted">{one.portalId}</span>
            </div>
            <span className={`pill is-${one.installed ? 'success' : 'default'}`}>
              {one.installed ? `${info.appName} connected` : 'Not connected'}
            </span>
            <RouteLink to={one.portalId === portal.portalId ? '/' : `/?portal=${one.portalId}`}>Contacts</RouteLink>
          </li>
        ))}
      </ul>
      <div className="button-line">
        <a className="button is-primary is-small" href={`${info.batonUrl}/oauth/install`} data-testid="install-link">
          Connect {info.appName}
        </a>
        <a className="button is-small" href={info.batonUrl} target="_blank" rel="noreferrer">
          Open {info.appName}
        </a>
      </div>
      <NewAccount />
    </section>
  );
}

function NewAccount() {
  const toasts = useToasts();
  const [name, setName] = useState('');
  const create = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await send('/sandbox/api/portals', { method: 'POST', body: { name } });
      toasts.add({ tone: 'success', title: 'Account created', message: name });
      setName('');
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The account was not created', message: String(error) });
    }
  };
  return (
    <form className="inline-form" onSubmit={create}>
      <input
        className="input"
        aria-label="Name of a new account"
        placeholder="Name of another account"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button is-small" disabled={name.trim() === ''}>
        Add
      </button>
    </form>
  );
}
