import { useState } from 'react';
import type { FormEvent } from 'react';
import { contactListSchema } from '../api/types.ts';
import { usePolled } from '../api/use-polled.ts';
import { contactName, personName } from '../shell/people.ts';
import { useWorld } from '../shell/world.tsx';

/** What is to be played. */
export interface Choice {
  assistantId: string;
  /** null: new people. */
  contactIds: string[] | null;
  seed: number;
}

interface NewWeekProps {
  seed: number;
  busy: boolean;
  onPlay: (choice: Choice) => void;
}

const MOST = 50;

/** Whom the week is about, who gets them, and the seed that says what they will do. */
export function NewWeek({ seed: suggested, busy, onPlay }: NewWeekProps) {
  const { owners } = useWorld();
  const active = owners.filter((owner) => !owner.archived);
  const [own, setOwn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [assistantId, setAssistant] = useState(
    () => (active.find(({ lastName }) => lastName === 'Assistant') ?? active[0])?.id ?? '',
  );
  const [typed, setSeed] = useState<string | null>(null);
  const seed = Number(typed ?? suggested);
  const isReady = Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 32 && (!own || chosen.size > 0);
  const play = (event: FormEvent) => {
    event.preventDefault();
    onPlay({ assistantId, contactIds: own ? [...chosen] : null, seed });
  };
  return (
    <form className="panel new-week" aria-label="A new week" onSubmit={play}>
      <fieldset className="week-choice">
        <legend className="visually-hidden">Contacts</legend>
        <label>
          <input type="radio" name="whom" checked={!own} onChange={() => setOwn(false)} />
          <span>
            <strong>8 new people in 8 languages</strong>
            <span className="muted">Created for the week, each with a Context of their own.</span>
          </span>
        </label>
        <label>
          <input type="radio" name="whom" checked={own} onChange={() => setOwn(true)} />
          <span>
            <strong>Contacts of this account</strong>
            <span className="muted">
              {own && chosen.size > 0 ? `${chosen.size} chosen.` : `Whom you choose, up to ${MOST}.`}
            </span>
          </span>
        </label>
      </fieldset>
      {own ? <ContactChoice chosen={chosen} onChoose={setChosen} /> : null}
      <div className="week-order">
        <label className="stacked-field">
          They go to
          <select
            className="input"
            value={assistantId}
            onChange={(event) => setAssistant(event.target.value)}
          >
            {active.map((owner) => (
              <option key={owner.id} value={owner.id}>
                {personName(owner)}
              </option>
            ))}
          </select>
        </label>
        <label className="stacked-field week-seed">
          Seed
          <input
            className="input"
            type="number"
            min={0}
            max={2 ** 32 - 1}
            value={typed ?? suggested}
            onChange={(event) => setSeed(event.target.value)}
          />
        </label>
        <button type="submit" className="button is-primary" disabled={busy || !isReady}>
          Play a week
        </button>
        <p className="muted">
          The seed says who answers, refuses or is away. The same seed plays the same week; the clock moves
          seven days on for everything here.
        </p>
      </div>
    </form>
  );
}

interface ContactChoiceProps {
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

function ContactChoice({ chosen, onChoose }: ContactChoiceProps) {
  const { portal } = useWorld();
  const [text, setText] = useState('');
  const query = new URLSearchParams({ query: text, limit: '50' }).toString();
  const list = usePolled(`/sandbox/api/portals/${portal.portalId}/contacts?${query}`, contactListSchema, 0);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <div className="week-contacts">
      <input
        type="search"
        className="input"
        aria-label="Search contacts"
        placeholder="Search name, email or company"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {list.error ? <p className="problem-text">{list.error.message}</p> : null}
      <ul aria-label="Contacts">
        {list.data?.results.map((row) => (
          <li key={row.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(row.id)}
                disabled={!chosen.has(row.id) && chosen.size >= MOST}
                onChange={() => toggle(row.id)}
              />
              <span>{contactName(row.properties)}</span>
              <span className="muted">
                {[row.properties['company'], row.ownerName].filter(Boolean).join(' · ')}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {list.data?.results.length === 0 ? <p className="muted">No contact matches.</p> : null}
    </div>
  );
}
