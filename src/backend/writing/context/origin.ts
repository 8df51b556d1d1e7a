import { beginningOf } from '../../ground/text.ts';
import { sentencesIn } from '../sentences.ts';
import { contextLines } from './context-lines.ts';
import type { Addressee } from './types.ts';

/** HubSpot's limit for a text property. */
const LONGEST = 65_536;

/**
 * The Context of a contact whose name came from somebody: a line of where from, before the contact's own Context or the
 * assistant's default one. That was written for nobody: what it seems to say of the contact is left out.
 */
export function contextWithOrigin(
  origin: string,
  { own, standard }: { own: string | null; standard: string },
  addressee: Addressee,
): string {
  const rest =
    own ??
    standard
      .split('\n')
      .map((line) => ofNobody(line, addressee))
      .join('\n')
      .trim();
  if (rest === '') return origin;
  return rest.includes(origin) ? rest : beginningOf(`${origin}\n\n${rest}`, LONGEST);
}

function ofNobody(line: string, addressee: Addressee): string {
  const about = { own: true, addressee, priorOwnerName: null, language: 'en', labels: [] } as const;
  const opens = (text: string): boolean =>
    contextLines({ ...about, context: text }).points.some(({ use }) => use === 'opening');
  if (!opens(line)) return line;
  return sentencesIn(line)
    .filter((text) => !opens(text))
    .join(' ');
}
