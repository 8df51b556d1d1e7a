import type { Clock } from '../../ground/clock.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { Claim, SourceTexts } from '../../facts/types.ts';
import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { ReplyContent } from '../../reviews/review-entity.ts';
import type { Settings } from '../../settings/settings.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import { answerByHand } from '../../writing/answer-steps.ts';
import { introductionStep } from '../../writing/introduction.ts';
import { finishLetter } from '../../writing/layout.ts';
import { writeMail } from '../../writing/write-mail.ts';
import { draftOf, ownTexts, sourcesOf } from '../approval/sources.ts';
import { unsubscribeUrlFor } from '../conversation/compose.ts';
import { footerFor } from '../conversation/footer.ts';
import { writingFor } from '../conversation/writing-for.ts';
import type { AboutLetter } from './about.ts';

export interface ProposeDeps {
  knowledge: Pick<KnowledgeRoom, 'sources'>;
  settings: Pick<Settings, 'get'>;
  unsubscribeLinks: UnsubscribeLinks;
  clock: Clock;
}

export interface LetterWords {
  subject: string;
  letter: string;
}

/** To begin with: the introduction, or a greeting and a signature with room between them. */
export async function proposeLetter(about: AboutLetter): Promise<LetterWords> {
  const { lead, assistant, thread, language, colleague } = about;
  const step = colleague ? introductionStep(language, colleague) : answerByHand(language, {});
  const { subject, letter } = await writeMail({
    ...writingFor(lead, assistant, { thread, labels: [] }),
    step,
    stepIndex: lead.step,
  });
  return { subject, letter };
}

export interface CheckedLetter {
  claims: readonly Claim[];
  sources: SourceTexts;
}

/** What of a letter stands in which source; who is introduced is one. */
export async function checkLetter(
  deps: Pick<ProposeDeps, 'knowledge' | 'clock'>,
  about: AboutLetter,
  words: LetterWords,
): Promise<CheckedLetter> {
  const { lead, assistant, record, thread, language, colleague } = about;
  const knowledge = await deps.knowledge.sources(lead.portalId, assistant.assistantId, words.letter);
  const own = colleague ? ownTexts(introductionStep(language, colleague), []) : [];
  const known = sourcesOf(lead, assistant, record, thread, { knowledge, own });
  const introduced = colleague && { colleague: `${colleague.name} ${colleague.email}` };
  const sources = { ...known, properties: { ...known.properties, ...introduced } };
  const draft = draftOf(assistant, { ...words, lang: language, at: deps.clock.now() });
  return { claims: checkDraft(draft, sources), sources };
}

/** What stands below a letter, without the end of the link: nobody can unsubscribe the contact from a preview. */
export async function belowLetter(
  deps: ProposeDeps,
  about: AboutLetter,
  words: LetterWords,
): Promise<string> {
  const { text, letter, unsubscribeUrl } = await wholeLetter(deps, about, words);
  const below = text.slice(text.indexOf(letter) + letter.length);
  return below.replace(unsubscribeUrl, `${deps.unsubscribeLinks.beginning}…`).trim();
}

/** The whole mail: what stands below the letter is the law's to say. That software writes is said where it proposed the text. */
export async function wholeLetter(
  deps: ProposeDeps,
  { lead, assistant, language, colleague }: AboutLetter,
  { subject, letter }: LetterWords,
): Promise<ReplyContent> {
  const settings = await deps.settings.get(lead.portalId);
  const unsubscribeUrl = unsubscribeUrlFor(deps, lead, language);
  const step = colleague ? introductionStep(language, colleague) : answerByHand(language, {});
  const footer = footerFor(lead, assistant, settings, step);
  const own = colleague ? footer : { ...footer, disclosure: null };
  return {
    subject,
    letter,
    ...finishLetter(letter, { step: { language }, unsubscribeUrl, footer: own }),
    unsubscribeUrl,
  };
}
