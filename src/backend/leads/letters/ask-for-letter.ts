import { MoreThan } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import { MINUTE } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import { once, requestKey, saidBefore } from '../acting/once.ts';
import type { OnceDeps } from '../acting/once.ts';
import { tell } from '../acting/lead-actions.ts';
import { markedWords } from '../approval/words.ts';
import { countryName } from '../contact/country.ts';
import { addressMissingFor, countryOf } from '../conversation/footer.ts';
import { isActive } from '../deciding/states.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { aboutLetter } from './about.ts';
import type { AboutDeps, AboutLetter, LetterAsked } from './about.ts';
import { LetterEntity } from './letter-entity.ts';
import type { Letter } from './letter-entity.ts';
import { letterOnItsWay } from './letters.ts';
import { checkLetter, wholeLetter } from './propose.ts';
import type { LetterWords, ProposeDeps } from './propose.ts';

export interface AskForLetterDeps extends OnceDeps, AboutDeps, ProposeDeps {
  applyEvent: ApplyEvent;
  mail: Pick<MailOutbox, 'queue'>;
}

/** `standsBy`: whoever asks has seen what stands in no source, and says that it is right. */
export interface LetterBody extends LetterWords {
  standsBy: boolean;
}

/**
 * An email in the assistant's name, in the words of whoever asks: it leaves as it was seen, once.
 * @throws BatonError CONFLICT with the reason why not; CONFIRM_FIRST while a claim stands in no source
 */
export async function askForLetter(
  deps: AskForLetterDeps,
  asked: LetterAsked,
  body: LetterBody,
): Promise<string> {
  const said = await saidBefore(asked, deps.database.manager);
  if (said !== null) return said;
  const words = {
    subject: body.subject.replace(/\s+/g, ' ').trim(),
    letter: body.letter.replace(/\r\n?/g, '\n').trim(),
  };
  const about = await aboutLetter(deps, asked);
  const marked = await markedOf(deps, about, words, body.standsBy);
  if (about.colleague) await refuseUnlawful(deps, about.lead);
  const content = await wholeLetter(deps, about, words);
  return once(deps, asked, async (tx, lead) => {
    if (lead?.round !== about.lead.round)
      throw new BatonError('CONFLICT', 'Somebody was faster. Reload the card and decide again.');
    await refuseSecond(deps, tx, lead, content);
    const stands = marked === '' ? null : `${about.by} stands by ${marked}.`;
    await tell(deps, tx, asked, { type: 'letter-asked', title: titleOf(about), detail: stands });
    const letter: Letter = {
      portalId: lead.portalId,
      id: `letter-${requestKey(asked)}`,
      contactId: lead.contactId,
      assistantId: lead.assistantId,
      round: lead.round,
      purpose: about.colleague ? 'introduction' : 'answer',
      state: 'on-its-way',
      at: deps.clock.now(),
      by: about.by,
      writerOwnerId: about.self?.ownerId ?? null,
      content,
      problem: null,
    };
    await tx.insert(LetterEntity, letter);
    const { portalId, contactId, assistantId, id: mailId, round } = letter;
    await deps.mail.queue(tx, {
      portalId,
      contactId,
      assistantId,
      mailId,
      kind: 'answer',
      round,
      step: lead.step,
    });
    return saidOf(about);
  });
}

/** What stands in no source, in words; '': nothing. */
async function markedOf(
  deps: AskForLetterDeps,
  about: AboutLetter,
  words: LetterWords,
  standsBy: boolean,
): Promise<string> {
  const { claims } = await checkLetter(deps, about, words);
  const marked = markedWords(claims);
  if (marked === '' || standsBy) return marked;
  throw new BatonError(
    'CONFIRM_FIRST',
    `${marked}: stands in no source. Change the text, or say that you stand by it.`,
  );
}

async function refuseUnlawful({ settings }: AskForLetterDeps, lead: Lead): Promise<void> {
  const law = addressMissingFor(lead, await settings.get(lead.portalId));
  if (!law) return;
  const country = countryName(countryOf(lead) ?? '');
  throw new BatonError(
    'CONFLICT',
    `Emails to ${country} need your postal address (${law.name}). An admin enters it in Baton’s settings.`,
  );
}

/** Whoever got no answer clicks again within this time. */
const AGAIN_WITHIN_MS = 10 * MINUTE;

/** Two people at once, or a click whose answer was lost: the contact gets one email. */
async function refuseSecond(
  { clock }: Pick<AskForLetterDeps, 'clock'>,
  tx: Tx,
  { portalId, contactId }: Lead,
  { subject, letter }: LetterWords,
): Promise<void> {
  const other = await letterOnItsWay(tx, portalId, contactId);
  if (other)
    throw new BatonError('CONFLICT', `An email of ${other.by} is on its way. Wait until it has left.`);
  const at = MoreThan(clock.now() - AGAIN_WITHIN_MS);
  const sent = await tx.findBy(LetterEntity, { portalId, contactId, state: 'sent', at });
  if (sent.some(({ content }) => content.subject === subject && content.letter === letter))
    throw new BatonError(
      'CONFLICT',
      'This very email left minutes ago. Reload the card: its timeline says so.',
    );
}

const titleOf = ({ by, assistant, colleague }: AboutLetter): string =>
  colleague ? `${by} has ${assistant.name} introduce them` : `${by} writes as ${assistant.name}`;

function saidOf({ lead, assistant, colleague }: AboutLetter): string {
  const active = isActive(lead.stage);
  if (colleague)
    return active
      ? `${assistant.name} introduces you in the contact’s next business hours, then hands the contact back to ${lead.priorOwnerName ?? 'the fallback owner'}.`
      : `${assistant.name} introduces you in the contact’s next business hours.`;
  return active
    ? `Your answer leaves now in ${assistant.name}’s name. The follow-up goes on after its usual pause.`
    : `Your answer leaves now in ${assistant.name}’s name.`;
}
