import { useState } from 'react';
import type { FormEvent } from 'react';
import * as z from 'zod';
import { request } from '../api/client.ts';
import { Dialog } from '../cardhost/components/dialogs.tsx';
import { useWorld } from '../shell/world.tsx';

const createdSchema = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

const fields = [
  { name: 'firstname', label: 'First name', type: 'text' },
  { name: 'lastname', label: 'Last name', type: 'text' },
  { name: 'email', label: 'Email', type: 'text' },
  { name: 'company', label: 'Company name', type: 'text' },
] as const;

/** The button and form that create a contact, as a person does in HubSpot. */
export function NewContact({ onCreated }: { onCreated: (id: string) => void }) {
  const { portal, user } = useWorld();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    const path = `/sandbox/api/portals/${portal.portalId}/contacts`;
    const body = { properties: Object.fromEntries(entries), userId: user.id };
    try {
      const created = await request(path, createdSchema, { method: 'POST', body });
      setOpen(false);
      onCreated(created.data.id);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <button type="button" className="button is-primary" onClick={() => setOpen(true)}>
        Create contact
      </button>
      {open ? (
        <Dialog
          kind="modal"
          modal
          id="new-contact"
          title="Create contact"
          label={undefined}
          className="is-sm"
          marks={{}}
          onOpen={() => setProblem(null)}
          onClose={() => setOpen(false)}
        >
          <form onSubmit={create}>
            <div className="hs-dialog-body stacked">
              {fields.map((field) => (
                <label key={field.name} className="stacked-field">
                  {field.label}
                  <input className="input" name={field.name} type={field.type} />
                </label>
              ))}
              {problem ? (
                <p role="alert" className="problem-text">
                  {problem}
                </p>
              ) : null}
            </div>
            <footer className="hs-dialog-footer">
              <button type="submit" className="button is-primary">
                Create
              </button>
              <button type="button" className="button" onClick={() => setOpen(false)}>
                Cancel
              </button>
            </footer>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
