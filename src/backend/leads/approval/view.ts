import type { ClaimView, DraftView } from '../../../cards/contact/contract.ts';
import type { Claim, ClaimKind, ClaimSource, SourceTexts } from '../../facts/types.ts';
import type { DraftReview } from '../../reviews/review-entity.ts';
import { inZone } from '../telling/words.ts';
import { inputWords } from './words.ts';
import { shownText } from '../../unsubscribe/shown-text.ts';

/** An email that waits, as whoever decides about it reads it. `zone`, IANA: of times in words. */
export function draftView(
  { id, version, state, at, expiresAt, content }: DraftReview,
  zone: string,
): DraftView {
  const { subject, letter, text, why, writtenBy, step, stepName, mailKind, claims, sources, changes } =
    content;
  return {
    id,
    version,
    state: state === 'expired' ? 'expired' : 'waiting',
    subject,
    letter,
    text: shownText(text),
    step: mailKind === 'brochure' ? null : step + 1,
    stepName,
    why,
    ...(writtenBy === undefined ? {} : { writtenBy }),
    claims: claims.map((claim) => claimView(claim, sources, zone)),
    changes: changes.map(({ what, from, to }) => ({ what: capital(inputWords[what]), from, to })),
    since: at,
    expiresAt,
  };
}

export const claimView = (claim: Claim, sources: SourceTexts, zone: string): ClaimView => ({
  part: claim.part,
  words: claim.words,
  kind: kindWords[claim.kind],
  source: claim.source && { label: sourceWords(claim.source, sources, zone), excerpt: claim.source.excerpt },
  reason: claim.reason,
});

const kindWords: Readonly<Record<ClaimKind, string>> = {
  number: 'Number',
  price: 'Price',
  percentage: 'Percentage',
  date: 'Date',
  person: 'Person',
  company: 'Company',
  product: 'Product',
  place: 'Place',
  url: 'Link',
  email: 'Email address',
  certification: 'Certification',
  history: 'What happened before',
  attachment: 'Attachment',
  promise: 'Promise',
};

const propertyWords: Readonly<Record<string, string>> = {
  firstname: 'first name',
  lastname: 'last name',
  email: 'email address',
  jobtitle: 'job title',
  mobilephone: 'mobile number',
  phone: 'phone number',
};

/** Where somebody finds it. */
function sourceWords({ kind, id }: ClaimSource, sources: SourceTexts, zone: string): string {
  switch (kind) {
    case 'context':
      return 'Context';
    case 'assistant':
      return id === 'sequence' ? 'The sequence' : 'The assistant’s own texts';
    case 'property':
      return `The contact’s ${propertyWords[id] ?? id}`;
    case 'knowledge':
      return `Knowledge: ${sources.knowledge.find((one) => one.id === id)?.title ?? id}`;
    case 'thread': {
      const mail = sources.thread.find((one) => one.id === id);
      if (!mail) return 'An earlier email';
      return `${mail.direction === 'in' ? 'Email from the contact' : 'Email to the contact'}, ${inZone(mail.at, zone)}`;
    }
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
