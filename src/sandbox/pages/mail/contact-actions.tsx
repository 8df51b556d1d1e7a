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
];

const unsubscribed = z.object({ status: z.number() });

interface ActionsProps {
  mail: Mail;
  refresh: () => Promise<void>;
}

/** What the contact can do with a mail. */
export function ContactActions({ mail, refresh }: ActionsProps) {
  const toasts = useToasts();
  const [form, setForm] = useState<'reply' | 'away' | null>(null);
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
          disabled={busy}
          onClick={() =>
            answer('bounce', {}, `The mail server of ${mail.to} reported that it cannot deliver.`)
          }
        >
          Bounce
        </button>
        <button type="button" className="button is-small" disabled={busy} onClick={unsubscribe}>
          Click unsubscribe
        </button>
      </div>
      {form === 'reply' ? (
        <ReplyForm busy={busy} onSend={(text) => answer('reply', { text }, `Reply sent to ${mail.from}.`)} />
      ) : null}
      {form === 'away' ? (
        <AwayForm
          busy={busy}
          onSend={(until) =>
            answer('out-of-office', until ? { until } : {}, `Automatic answer sent to ${mail.from}.`)
          }
        />
      ) : null}
    </section>
  );
}

function ReplyForm({ busy, onSend }: { busy: boolean; onSend: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text);
      }}
    >
      <div className="suggestions" role="group" aria-label="Suggestions">
        {suggestions.map((one) => (
          <button key={one} type="button" className="chip" onClick={() => setText(one)}>
            {one}
          </button>
        ))}
      </div>
      <textarea
        className="input"
        rows={4}
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

function AwayForm({ busy, onSend }: { busy: boolean; onSend: (until: string) => void }) {
  const [until, setUntil] = useState('');
  return (
    <form
      className="away-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(until);
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
      <button type="submit" className="button is-primary is-small" disabled={busy}>
        Send out-of-office answer
      </button>
    </form>
  );
}
