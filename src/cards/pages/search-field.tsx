import { SearchInput } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

interface Props {
  text: string;
  onSearch: (text: string) => void;
  label?: string;
  placeholder: string;
  /** Of the field, where a page has several. */
  name?: string;
}

const searchDelayMs = 350;

/** Searches when typing rests; one letter finds too much to be meant. */
export function SearchField({ text, onSearch, label = 'Search', placeholder, name = 'search' }: Props) {
  const [draft, setDraft] = useState(text);
  const sent = useRef(text);
  // the address changed by itself: the back button, a link
  if (text !== sent.current) {
    sent.current = text;
    setDraft(text);
  }
  const search = useRef(onSearch);
  search.current = onSearch;
  const wanted = draft.trim().length === 1 ? '' : draft.trim();
  useEffect(() => {
    if (wanted === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = wanted;
      search.current(wanted);
    }, searchDelayMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    <SearchInput
      name={name}
      label={label}
      testId={name}
      placeholder={placeholder}
      value={draft}
      onInput={setDraft}
      onChange={setDraft}
      clearable
    />
  );
}
