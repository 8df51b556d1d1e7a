import { useState } from 'react';
import * as z from 'zod';
import { request, send } from '../api/client.ts';
import type { Mail } from '../api/mail-types.ts';
import { useToasts } from '../shell/toasts.tsx';

const suggestions = [
  'Thursday 3 pm works',
  'Could you send me the price list first?',
  'Not interested, thank you.',
  'Please stop writing to me.',
  'I am no longer with the company, please write to my colleague.',
  'Nu even niet, probeer het over drie weken nog eens.',
];

const unsubscribed = z.object({ status: z.number() });

interface ActionsProps {
  mail: Mail;
  refresh: () => Promise<void>;
}

/** What the contact can do with a mail. */
export function ContactActions({ mail, refresh }: ActionsProps) {
  const toasts = useToasts();
  const [form, setForm] = useState<'reply' | 'away' | 'bounce' | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/sandbox/api/mail/${mail.id}`;
  const act = async (work: () => Promise<string>) => {
    setBusy(true);
    try {
      const message = await work();
      toasts.add({ tone: 'success', title: 'Done as the contact', message });
      setForm(null);
      await refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'That did not work', message: String(error) });
    } finally {
      setBusy(false);
    }
  };
  const answer = (action: string, body: object, message: string) =>
    act(async () => {
      await send(`${path}/${action}`, { method: 'POST', body });
      return message;
    });
  const unsubscribe = () =>
    act(async () => {
      const { data } = await request(`${path}/unsubscribe`, unsubscribed, { method: 'POST', body: {} });
      if (data.status >= 400) throw new Error(`The unsubscribe link answered ${data.status}.`);
      return `Unsubscribed with one click (the link answered ${data.status}).`;
    });
  return (
    <section className="contact-actions" aria-label={`Act as ${mail.to}`}>
      <p>
        Act as <strong>{mail.to}</strong>
      </p>
      <div className="button-line">
        <button
          type="button"
          className="button is-primary is-small"
          aria-expanded={form === 'reply'}
          disabled={busy}
          onClick={() => setForm(form === 'reply' ? null : 'reply')}
        >
          Reply
        </button>
        <button
          type="button"
          className="button is-small"
          aria-expanded={form === 'away'}
          disabled={busy}
          onClick={() => setForm(form === 'away' ? null : 'away')}
        >
          Out-of-office answer
        </button>
        <button
          type="button"
          className="button is-small"
          aria-expanded={form === 'bounce'}
          disabled={busy}
          onClick={() => setForm(form === 'bounce' ? null : 'bounce')}
        >
          Bounce
        </button>
        <button type="button" className="button is-small" disabled={busy} onClick={unsubscribe}>
          Click unsubscribe
        </button>
      </div>
      {form === 'reply' ? (
        <ReplyForm
          busy={busy}
          original={mail.text}
          onSend={(body) => answer('reply', body, `Reply sent to ${mail.from}.`)}
        />
      ) : null}
      {form === 'away' ? (
        <AwayForm
          busy={busy}
          onSend={(away) => answer('out-of-office', away, `Automatic answer sent to ${mail.from}.`)}
        />
      ) : null}
      {form === 'bounce' ? (
        <BounceForm
          busy={busy}
          onSend={(report) =>
            answer('bounce', report, `The mail server of ${mail.to} reported that it cannot deliver.`)
          }
        />
      ) : null}
    </section>
  );
}

interface ReplyFormProps {
  busy: boolean;
  /** The text that is answered. */
  original: string;
  onSend: (body: { text: string; asWritten: boolean }) => void;
}

const quoted = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

function ReplyForm({ busy, original, onSend }: ReplyFormProps) {
  const [text, setText] = useState('');
  const [between, setBetween] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ text, asWritten: between });
      }}
    >
      <div className="suggestions" role="group" aria-label="Suggestions">
        {suggestions.map((one) => (
          <button key={one} type="button" className="chip" onClick={() => setText(one)}>
            {one}
          </button>
        ))}
      </div>
      <label className="inline-field">
        <input
          type="checkbox"
          checked={between}
          onChange={({ target }) => {
            setBetween(target.checked);
            setText(target.checked ? quoted(original) : '');
          }}
        />
        <span>Answer between the quoted lines</span>
      </label>
      <textarea
        className="input"
        rows={between ? 12 : 4}
        aria-label="Reply text"
        placeholder="Write as the contact"
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button is-primary is-small" disabled={busy || text.trim() === ''}>
        Send reply
      </button>
    </form>
  );
}

const causes = [
  ['unknown-user', 'The address does not exist'],
  ['mailbox-full', 'The mailbox is full'],
  ['spam', 'Blocked as spam'],
] as const;

interface BounceFormProps {
  busy: boolean;
  onSend: (report: { cause: string; withoutSender: boolean }) => void;
}

function BounceForm({ busy, onSend }: BounceFormProps) {
  const [cause, setCause] = useState<string>(causes[0][0]);
  const [withoutSender, setWithoutSender] = useState(false);
  return (
    <form
      className="away-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ cause, withoutSender });
      }}
    >
      <label className="inline-field">
        <span>Cause</span>
        <select className="input" value={cause} onChange={({ target }) => setCause(target.value)}>
          {causes.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="inline-field">
        <input
          type="checkbox"
          checked={withoutSender}
          onChange={({ target }) => setWithoutSender(target.checked)}
        />
        <span>The report names no sender</span>
      </label>
      <button type="submit" className="button is-primary is-small" disabled={busy}>
        Send delivery report
      </button>
    </form>
  );
}

function AwayForm({ busy, onSend }: { busy: boolean; onSend: (away: Record<string, string>) => void }) {
  const [until, setUntil] = useState('');
  const [substitute, setSubstitute] = useState('');
  return (
    <form
      className="away-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ ...(until ? { until } : {}), ...(substitute ? { substitute } : {}) });
      }}
    >
      <label className="inline-field">
        <span>Back on (optional)</span>
        <input
          className="input"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </label>
      <label className="inline-field">
        <span>Turn to (optional)</span>
        <input
          className="input"
          placeholder="Jim Ode, jim@customer.example.com"
          value={substitute}
          onChange={(event) => setSubstitute(event.target.value)}
        />
      </label>
      <button type="submit" className="button is-primary is-small" disabled={busy}>
        Send out-of-office answer
      </button>
    </form>
  );
}
