import { useState } from 'react';
import type { FormEvent } from 'react';
import { modelsSchema } from '../api/control-types.ts';
import type { ModelFault, ScriptedAnswer } from '../api/control-types.ts';
import { send } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { useToasts } from '../shell/toasts.tsx';
import { describeModelFault, modelFaultPresets } from './faults.ts';

const path = '/sandbox/api/models';

/** The language model on this machine: where it is, what it answers, and what goes wrong with it. */
export function ModelsPanel() {
  const models = usePolled(path, modelsSchema, 1000);
  const toasts = useToasts();
  const { faults = [], script = [], asked = [] } = models.data ?? {};
  const change = async (part: 'faults' | 'script', next: (ModelFault | ScriptedAnswer)[]) => {
    try {
      await send(`${path}/${part}`, { method: 'PUT', body: next });
      await models.refresh();
    } catch (error) {
      toasts.add({ tone: 'danger', title: 'The model was not changed', message: String(error) });
    }
  };
  return (
    <section className="panel" aria-label="Language model">
      <h2>Language model</h2>
      <p className="muted">
        <strong>Not a model:</strong> it answers by your script, writes emails from the sources of the
        question word for word, and knows nothing else. It is OpenAI-compatible, at{' '}
        <code>{`${window.location.origin}/sandbox/models/v1`}</code>; any key that begins with{' '}
        <code>sk-</code>. Asked {asked.length} times.
      </p>
      {models.error ? <p className="problem-text">{models.error.message}</p> : null}
      <ul className="fault-list">
        {faults.map((fault, index) => (
          <Line
            key={index}
            text={describeModelFault(fault)}
            onRemove={() => change('faults', faults.toSpliced(index, 1))}
          />
        ))}
        {script.map(({ contains, answer }, index) => (
          <Line
            key={index}
            text={`“${contains}”: ${JSON.stringify(answer)}`}
            onRemove={() => change('script', script.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="suggestions" role="group" aria-label="Ready-made faults of the model">
        {modelFaultPresets.map(({ label, fault }) => (
          <button
            key={label}
            type="button"
            className="chip"
            onClick={() => change('faults', [...faults, fault])}
          >
            {label}
          </button>
        ))}
      </div>
      <NewAnswer onAdd={(added) => change('script', [...script, added])} />
    </section>
  );
}

const Line = ({ text, onRemove }: { text: string; onRemove: () => void }) => (
  <li>
    <span>{text}</span>
    <button type="button" className="icon-button" aria-label={`Remove: ${text}`} onClick={onRemove}>
      ×
    </button>
  </li>
);

/** It has no wits of its own: what it says to questions that hold some words. */
function NewAnswer({ onAdd }: { onAdd: (added: ScriptedAnswer) => void }) {
  const [contains, setContains] = useState('');
  const [answer, setAnswer] = useState('');
  const value = parsed(answer);
  const add = (event: FormEvent) => {
    event.preventDefault();
    onAdd({ contains, answer: value });
    setContains('');
    setAnswer('');
  };
  return (
    <form className="inline-form" onSubmit={add}>
      <input
        className="input"
        aria-label="Words in the question"
        placeholder="Words in the question"
        value={contains}
        onChange={(event) => setContains(event.target.value)}
      />
      <input
        className="input"
        aria-label="Its answer, JSON"
        placeholder='Its answer, JSON: {"class": …}'
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <button type="submit" className="button is-small" disabled={contains === '' || value === undefined}>
        Add
      </button>
    </form>
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
