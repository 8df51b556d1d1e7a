import { useEffect, useState } from 'react';
import { mailSchema } from '../api/mail-types.ts';
import type { Mail } from '../api/mail-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Loading, Problem } from '../shell/states.tsx';
import { fullTime } from '../shell/time.ts';
import { useWorld } from '../shell/world.tsx';
import { ContactActions } from './contact-actions.tsx';
import { MailFrame } from './mail-frame.tsx';

interface ViewProps {
  id: string;
  /** Addresses of the account's users. */
  team: ReadonlySet<string>;
  refresh: () => Promise<void>;
}

type Form = 'formatted' | 'text' | 'headers' | 'source';
const forms: { id: Form; label: string }[] = [
  { id: 'formatted', label: 'Formatted' },
  { id: 'text', label: 'Plain text' },
  { id: 'headers', label: 'Headers' },
  { id: 'source', label: 'Source' },
];

export function MailView({ id, team, refresh }: ViewProps) {
  const { portal } = useWorld();
  const mail = usePolled(`/sandbox/api/mail/${id}`, mailSchema, 0);
  const opened = mail.data !== null;
  useEffect(() => {
    // opening marks it as read
    if (opened) void refresh();
  }, [opened, refresh]);
  if (!mail.data)
    return mail.error ? (
      <Problem title="This mail could not be opened" message={mail.error.message} onRetry={mail.refresh} />
    ) : (
      <Loading label="Opening the mail" />
    );
  const { data } = mail;
  const name = /^"?([^"<]*?)"?\s*</.exec(header(data, 'from'))?.[1] || data.from;
  return (
    <article className="mail-view">
      <header>
        <h1>{data.subject || '(no subject)'}</h1>
        <div className="mail-people">
          <Avatar name={name} size={38} />
          <div>
            <strong>{name}</strong> <span className="muted">&lt;{data.from}&gt;</span>
            <div className="muted">to {data.to}</div>
          </div>
          <time dateTime={new Date(data.at).toISOString()}>{fullTime(data.at, portal.timeZone)}</time>
        </div>
      </header>
      {team.has(data.to.toLowerCase()) ? null : <ContactActions mail={data} refresh={refresh} />}
      <MailContent mail={data} />
    </article>
  );
}

const header = (mail: Mail, name: string) =>
  mail.headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';

function MailContent({ mail }: { mail: Mail }) {
  const offered = forms.filter((form) => form.id !== 'formatted' || mail.html !== '');
  const [form, setForm] = useState<Form>(mail.html ? 'formatted' : 'text');
  return (
    <>
      <div className="filter-tabs" role="tablist" aria-label="Form of the message">
        {offered.map(({ id, label }) => (
          <button key={id} type="button" role="tab" aria-selected={id === form} onClick={() => setForm(id)}>
            {label}
          </button>
        ))}
      </div>
      {form === 'formatted' ? <MailFrame html={mail.html} /> : null}
      {form === 'text' ? <pre className="mail-text">{mail.text}</pre> : null}
      {form === 'source' ? <pre className="mail-source">{mail.raw}</pre> : null}
      {form === 'headers' ? (
        <dl className="mail-headers">
          {mail.headers.map((one, index) => (
            <div key={index}>
              <dt>{one.name}</dt>
              <dd>{one.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
