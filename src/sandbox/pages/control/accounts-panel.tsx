import { useState } from 'react';
import type { FormEvent } from 'react';
import { send } from '../api/client.ts';
import { RouteLink } from '../routing/router.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';

/** The accounts of the stand-in and the way to connect Baton to them. */
export function AccountsPanel() {
  const { portals, info } = useWorld();
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
            <RouteLink to={`/?portal=${one.portalId}`}>Contacts</RouteLink>
            {one.installed ? <Uninstall portalId={one.portalId} /> : null}
          </li>
        ))}
      </ul>
      <div className="button-line">
        <a
          className="button is-primary is-small"
          href={`${info.batonUrl}/oauth/install`}
          data-testid="install-link"
        >
          Connect {info.appName}
        </a>
        <a
          className="button is-small"
          href={`${info.batonUrl}/api/openapi.json`}
          target="_blank"
          rel="noreferrer"
        >
          API description
        </a>
      </div>
      <NewAccount />
    </section>
  );
}

function Uninstall({ portalId }: { portalId: string }) {
  const toasts = useToasts();
  const uninstall = async () => {
    try {
      await send(`/sandbox/api/portals/${portalId}/installation`, { method: 'DELETE' });
      toasts.add({
        tone: 'success',
        title: 'Uninstalled',
        message: 'The app is not told; its tokens stop working.',
      });
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'It was not uninstalled', message: String(error) });
    }
  };
  return (
    <button type="button" className="button is-small" onClick={uninstall}>
      Uninstall
    </button>
  );
}

function NewAccount() {
  const toasts = useToasts();
  const [name, setName] = useState('');
  const create = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await send('/sandbox/api/portals', { method: 'POST', body: { name, contacts: 50 } });
      toasts.add({ tone: 'success', title: 'Account created', message: `${name}, with 50 contacts.` });
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
