import type { AppDefinition } from '../app-definition.ts';
import type { User } from '../accounts/account.ts';
import { accessOf } from '../people/access.ts';
import type { Portal } from '../accounts/portal.ts';
import { splitScopes, type AuthorizeRequest } from './authorize-request.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;background:#f5f8fa;color:#33475b;margin:0}
main{max-width:34rem;margin:3rem auto;background:#fff;border:1px solid #cbd6e2;border-radius:.5rem;padding:2rem}
.label{background:#fff4e5;border:1px solid #f5c26b;border-radius:.25rem;padding:.25rem .5rem;font-size:.85rem}
h1{font-size:1.4rem}li{margin:.15rem 0}code{font-size:.9rem}label{display:block;margin:.75rem 0}
select{display:block;width:100%;font:inherit;padding:.4rem;margin-top:.25rem}
button{font:inherit;padding:.5rem 1.25rem;border-radius:.25rem;border:1px solid #425b76;background:#fff;margin-right:.5rem}
button[value=allow]{background:#425b76;color:#fff}`;

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${style}</style></head><body><main>
<p class="label">Local HubSpot stand-in</p>${content}</main></body></html>`;
}

/** Says why the installation is blocked. */
export function problemHtml(problem: string): string {
  return page(
    'Cannot install',
    `<h1>This app cannot be installed</h1><p role="alert">${escape(problem)}</p>`,
  );
}

/** Lists what the app asks for; an account and a person choose. */
export function consentHtml(
  app: AppDefinition,
  portals: readonly Portal[],
  wanted: AuthorizeRequest,
  preferred: number | null,
): string {
  const hidden = Object.entries(wanted).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const optional = splitScopes(wanted.optional_scope);
  return page(
    `Connect ${app.name}`,
    `<h1>Connect ${escape(app.name)} to HubSpot</h1>
<form method="post" action="/oauth/authorize">${hidden.join('')}
<label>Account<select name="portalId">${portals.map((portal) => portalOption(portal, preferred)).join('')}</select></label>
<label>Signed in as<select name="userId">${userOptions(portals)}</select></label>
<p>${escape(app.name)} will be able to use:</p><ul>${scopeItems(splitScopes(wanted.scope))}</ul>
${optional.length > 0 ? `<p>If this account has them:</p><ul>${scopeItems(optional)}</ul>` : ''}
<button name="decision" value="allow">Allow</button><button name="decision" value="cancel">Cancel</button></form>`,
  );
}

function portalOption({ account }: Portal, preferred: number | null): string {
  const selected = account.portalId === preferred ? ' selected' : '';
  return `<option value="${account.portalId}"${selected}>${escape(account.name)} (${account.portalId})</option>`;
}

/** Super admins first, then others who may install. */
function userOptions(portals: readonly Portal[]): string {
  const users = new Map(
    portals.flatMap((portal) => [...portal.users.values()].map((user) => [user.id, user])),
  );
  return [...users.values()]
    .sort((a, b) => rankOf(b) - rankOf(a))
    .map((user) => {
      const role = (['user', 'app manager', 'super admin'] as const)[rankOf(user)];
      return `<option value="${user.id}">${escape(`${user.firstName} ${user.lastName}`)} (${role})</option>`;
    })
    .join('');
}

function rankOf(user: User): 0 | 1 | 2 {
  return user.superAdmin ? 2 : accessOf(user).installsApps ? 1 : 0;
}

function scopeItems(scopes: readonly string[]): string {
  return scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
