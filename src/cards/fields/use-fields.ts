import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { withField } from '../requests/answers.ts';
import type { Answer } from '../requests/answers.ts';
import { useApi } from '../requests/api.ts';
import type { Api } from '../requests/api.ts';
import { runAction } from '../requests/run-action.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type {
  FieldObject,
  FieldsPreview,
  FieldsView,
  FieldWords,
  NewField,
  PropertiesFound,
} from './contract.ts';

/** What the parts of the section share. */
export interface FieldsTools {
  api: FieldsApi;
  running: string | null;
  /** Resolves to whether it was done; a failure was said. */
  add(field: NewField): Promise<boolean>;
  change(tag: string, words: FieldWords): Promise<boolean>;
  remove(tag: string): Promise<boolean>;
  /** The contact that values are shown of; null: none. */
  preview: FieldsPreview | null;
  /** Shows what the fields say of a contact; null: of nobody. Resolves to what is wrong, null: nothing. */
  showOf(contact: string | null): Promise<string | null>;
}

export interface FieldsApi {
  view(): Promise<Answer<FieldsView>>;
  search(object: FieldObject, search: string): Promise<Answer<PropertiesFound>>;
  preview(contact: string, field: NewField | null): Promise<Answer<FieldsPreview>>;
}

const PAUSE_MS = 60_000;
const path = '/api/fields';
const one = (tag: string): string => `${path}/${encodeURIComponent(tag)}`;
const view = (pending: Promise<Answer<FieldsView>>) => withField(pending, 'always');

const createFieldsApi = (api: Api): FieldsApi => ({
  view: () => view(api.get(path)),
  search: (object, search) =>
    withField(
      api.get(`${path}/properties?object=${object}&search=${encodeURIComponent(search)}`),
      'properties',
    ),
  preview: (contact, field) => withField(api.post(`${path}/preview`, { contact, field }), 'values'),
});

/** The mapped fields of the account, and what can be done with them. */
export function useFields() {
  const { portal } = useExtensionContext<'settings'>();
  const { addAlert } = useExtensionActions<'settings'>();
  const backend = useApi();
  const api = useMemo(() => createFieldsApi(backend), [backend]);
  const { state, running, refresh, act } = useLiveView<FieldsView>(String(portal.id), {
    load: api.view,
    pause: () => PAUSE_MS,
  });
  const [preview, setPreview] = useState<FieldsPreview | null>(null);
  const showOf = useCallback(
    async (contact: string | null) => {
      if (contact === null) {
        setPreview(null);
        return null;
      }
      const answer = await api.preview(contact, null);
      if (!answer.ok) return answer.problem.message;
      setPreview(answer.value);
      return null;
    },
    [api],
  );
  const run = async (name: string, request: () => Promise<Answer<FieldsView>>, done: string) => {
    const outcome = await runAction<FieldsView>({ name, request, done: () => done }, { act, addAlert });
    const isDone = outcome !== 'busy' && outcome.ok;
    if (isDone && preview) await showOf(preview.contact.id);
    return isDone;
  };
  const tools: FieldsTools = {
    api,
    running,
    add: (field) =>
      run('add', () => view(backend.post(path, field)), `Sequences can print {{ field.${field.tag} }} now.`),
    change: (tag, words) => run(`change-${tag}`, () => view(backend.put(one(tag), words)), 'Saved.'),
    remove: (tag) => run(`remove-${tag}`, () => view(backend.remove(one(tag))), `field.${tag} is removed.`),
    preview,
    showOf,
  };
  return { state, refresh, tools };
}

const TYPING_MS = 300;

/** Properties by what a person types; null: not there yet. */
export function useProperties(api: FieldsApi, object: FieldObject, search: string) {
  const [found, setFound] = useState<Answer<PropertiesFound> | null>(null);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      void api.search(object, search).then((answer) => {
        if (!isOver) setFound(answer);
      });
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, object, search]);
  return found;
}

/** What a field that is not saved would say of the contact that is shown; null: none is, or nothing yet. */
export function useDraftPreview({ api, preview }: FieldsTools, field: NewField) {
  const [said, setSaid] = useState<FieldsPreview['values'][number] | null>(null);
  const contact = preview?.contact.id ?? null;
  const { tag, object, property, format, fallback } = field;
  useEffect(() => {
    let isOver = false;
    setSaid(null);
    if (contact === null) return undefined;
    const timer = setTimeout(() => {
      void api.preview(contact, { tag, object, property, format, fallback }).then((answer) => {
        if (isOver || !answer.ok) return;
        setSaid(answer.value.values.find((value) => value.tag === tag) ?? null);
      });
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, contact, tag, object, property, format, fallback]);
  return said;
}
