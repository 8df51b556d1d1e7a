import { useEffect, useRef } from 'react';
import { mailSchema } from '../api/mail-types.ts';
import { usePolled } from '../api/use-polled.ts';
import type { Happening, PlayedContact, Week } from '../api/week-types.ts';
import { MailFrame } from '../mail/mail-frame.tsx';
import { SafeHtml } from '../record/safe-html.tsx';
import { recordPath } from '../routing/routes.ts';
import { RouteLink } from '../routing/router.tsx';
import { fullTime } from '../shell/time.ts';
import { useWorld } from '../shell/world.tsx';
import { byDay, daysOf } from './days.ts';
import { decided } from './happening-line.tsx';
import { languageName } from './language-name.ts';

interface ConversationProps {
  week: Week;
  contact: PlayedContact;
  /** The day to begin with. */
  dayKey: string | null;
  onClose: () => void;
}

/** Everything that happened with one contact, in full: mails, answers, decisions, notes and tasks. */
export function Conversation({ week, contact, dayKey, onClose }: ConversationProps) {
  const { portal } = useWorld();
  const dialog = useRef<HTMLDialogElement>(null);
  const days = daysOf(week, portal.timeZone);
  const happened = byDay(contact.happenings, portal.timeZone);
  useEffect(() => {
    const opened = dialog.current;
    if (!opened) return undefined;
    opened.showModal();
    const stop = keepInView(opened, `[data-day="${dayKey ?? ''}"]`);
    return () => {
      stop();
      opened.close();
    };
  }, [contact.id, dayKey]);
  return (
    <dialog
      ref={dialog}
      className="conversation"
      aria-label={`Conversation with ${contact.name}`}
      onClose={onClose}
      onClick={(event) => (event.target === dialog.current ? onClose() : undefined)}
    >
      <header>
        <div>
          <h2>{contact.name}</h2>
          <p className="muted">
            {[contact.company, languageName(contact.language), contact.email].filter(Boolean).join(' · ')}
          </p>
        </div>
        <RouteLink className="button is-small" to={recordPath(portal.portalId, contact.id)}>
          Open the record
        </RouteLink>
        <button type="button" className="hs-close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <div className="conversation-days">
        {days.map((day) => {
          const happenings = happened.get(day.key);
          return happenings ? (
            <section key={day.key} data-day={day.key} aria-label={day.label}>
              <h3>{day.label}</h3>
              {happenings.map((happening, index) => (
                <Entry key={index} happening={happening} contact={contact} assistant={week.assistant} />
              ))}
            </section>
          ) : null;
        })}
      </div>
    </dialog>
  );
}

/** Mails find their height only when they are loaded: until the reader moves, the day stays where it was shown. */
function keepInView(dialog: HTMLElement, what: string): () => void {
  const show = () => dialog.querySelector(what)?.scrollIntoView({ block: 'start' });
  const observer = new ResizeObserver(show);
  for (const entry of dialog.querySelectorAll('section')) observer.observe(entry);
  const moves = ['wheel', 'pointerdown', 'touchmove', 'keydown'];
  const stop = () => observer.disconnect();
  for (const move of moves) dialog.addEventListener(move, stop, { once: true });
  return stop;
}

interface EntryProps {
  happening: Happening;
  contact: PlayedContact;
  assistant: string;
}

function Entry({ happening, contact, assistant }: EntryProps) {
  const { portal } = useWorld();
  const isElsewhere = hourIn(portal.timeZone, happening.at) !== hourIn(contact.timeZone, happening.at);
  return (
    <article className={`week-entry is-${happening.kind}`}>
      <header>
        <strong>{titleOf(happening, contact, assistant)}</strong>
        <time className="muted" dateTime={new Date(happening.at).toISOString()}>
          {hourIn(portal.timeZone, happening.at)}
          {isElsewhere ? ` (there ${hourIn(contact.timeZone, happening.at)})` : ''}
        </time>
      </header>
      <EntryBody happening={happening} />
    </article>
  );
}

const hourIn = (timeZone: string, at: number): string => fullTime(at, timeZone).slice(-5);

function titleOf(happening: Happening, { name }: PlayedContact, assistant: string): string {
  switch (happening.kind) {
    case 'mail':
      return `Email from ${assistant}: ${happening.subject}`;
    case 'answer':
      return `${name} ${happening.behaviour}`;
    case 'decision':
      return `Baton decided: ${decided(happening.changes)}`;
    case 'note':
      return 'Baton’s note on the record';
    case 'task':
      return `Task${happening.owner ? ` for ${happening.owner}` : ''}: ${happening.subject}`;
  }
}

function EntryBody({ happening }: { happening: Happening }) {
  switch (happening.kind) {
    case 'mail':
      return <MailBody id={happening.id} />;
    case 'answer':
      return happening.text ? (
        <p className="plain-text">{happening.text}</p>
      ) : (
        <p className="muted">{wordless(happening)}</p>
      );
    case 'decision':
      return (
        <dl className="week-changes">
          {happening.changes.map(({ property, label, value }) => (
            <div key={property}>
              <dt>{label}</dt>
              <dd>{value || 'cleared'}</dd>
            </div>
          ))}
        </dl>
      );
    case 'note':
    case 'task':
      return <SafeHtml html={happening.body} />;
  }
}

const wordless = ({ mailId }: Extract<Happening, { kind: 'answer' }>): string =>
  mailId === null
    ? 'With the link in the email, without a word.'
    : 'The mail server reports that it could not deliver.';

/** The mail as its recipient sees it. */
function MailBody({ id }: { id: string }) {
  const mail = usePolled(`/sandbox/api/mail/${id}`, mailSchema, 0);
  if (mail.error) return <p className="problem-text">{mail.error.message}</p>;
  if (!mail.data) return <p className="muted">Opening the mail</p>;
  return mail.data.html ? (
    <MailFrame html={mail.data.html} />
  ) : (
    <p className="plain-text">{mail.data.text}</p>
  );
}
