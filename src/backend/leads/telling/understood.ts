import type { Classification, LeftOut, ReplyClass, TaughtBy } from '../../replies/types.ts';

/** What an answer of a class comes to, as the timeline's headline. */
export const answerTitles: Readonly<Record<ReplyClass, string>> = {
  OutOfOffice: 'Out of office',
  Deactivated: 'Not interested',
  AgreedToMeet: 'Agreed to meet',
  BrochureRequest: 'Asked for the brochure',
  ConnectLater: 'Asked to be contacted later',
  Unsubscribed: 'Unsubscribed',
  InterestedToProceed: 'Interested',
  ReferredSomeone: 'Referred someone else',
  MovedOut: 'Left the company',
  Retired: 'Retired',
  SeekingMoreInfo: 'Asked for more information',
  SupportAutoResponse: 'Automatic answer of a ticket system',
  Bounce: 'Bounced',
  SoftBounce: 'Not delivered for now',
  Other: 'Answered',
};

/** From this confidence on Baton is sure; below the second it only says so. */
const SURE = 0.9;
const PROBABLE = 0.7;

export const howSurely = ({
  confidence,
  doubtful,
}: Pick<Classification, 'confidence' | 'doubtful'>): string =>
  doubtful || confidence < PROBABLE ? 'not sure' : confidence >= SURE ? 'surely' : 'probably';

/** The deciding words, without the full stop that would stand before ours. */
export const quoted = ({ evidence }: Pick<Classification, 'evidence'>): string =>
  `“${evidence.replace(/[.\s]+$/, '')}”`;

const named = (one: ReplyClass): string => answerTitles[one].toLowerCase();

/** How a phrase that was taught is told of: by its words, how much alike they are, and what it may. */
const byTaught = ({ example, similarity, mode }: TaughtBy): string =>
  `Taught phrase: “${example}” (${Math.floor(similarity * 100)} % alike), ${
    mode === 'always' ? 'always' : 'only as a suggestion'
  }. `;

/**
 * In one line: what was understood, how surely, by which phrase or model, from which words, and what of the mail
 * was left out.
 * @param beside what stands beside it: the words are not quoted a second time
 */
export function understood(reply: Classification, beside = ''): string {
  const isSaid = reply.evidence.trim() === '' || beside.includes(quoted(reply));
  const from = isSaid ? '' : `, from ${quoted(reply)}`;
  const also = reply.secondary.length > 0 ? ` Also: ${reply.secondary.map(named).join(', ')}.` : '';
  return `${reply.taught ? byTaught(reply.taught) : ''}${meaning(reply)}${from}.${also}${silence(reply.model)}${withoutWhat(reply.leftOut)}`;
}

function meaning(reply: Classification): string {
  const meant = named(reply.class);
  if (reply.taught)
    return reply.taught.mode === 'always' && !reply.doubtful
      ? `Understood: ${meant}`
      : `A person decides; suggested: ${meant}`;
  const percent = Math.round(reply.confidence * 100);
  if (reply.keyword !== undefined && reply.doubtful)
    return `Says “${reply.keyword}”, so a person decides; Baton would have guessed: ${meant} (${percent} %)`;
  if (reply.classRule && reply.doubtful)
    return `By a rule of the campaign a person decides; Baton would have taken it for: ${meant} (${percent} %)`;
  if (reply.doubtful) return `Not sure; Baton would have guessed: ${meant} (${percent} %)`;
  return reply.model
    ? `Read by ${reply.model.name}: ${meant} (${percent} %)`
    : `Understood: ${meant} (${howSurely(reply)})`;
}

/** "Not read as an answer: our email and the signature."; a header line above our email tells nothing more. */
function withoutWhat(leftOut: readonly LeftOut[] = []): string {
  const parts = leftOut.includes('our email') ? leftOut.filter((one) => one !== 'a quotation') : leftOut;
  return parts.length === 0 ? '' : ` Not read as an answer: ${parts.join(' and ')}.`;
}

/** Why a language model did not settle a doubt. */
function silence(model: Classification['model']): string {
  if (!model?.why) return '';
  const said = model.guess ? `${model.name} says ${named(model.guess)}, but` : `${model.name} did not help:`;
  const why = model.why.charAt(0).toLowerCase() + model.why.slice(1);
  return ` ${said} ${why.replace(/[.\s]+$/, '')}.`;
}

/** Does it say, or perhaps say, that no more emails are wanted or arrive? */
export const speaksAgainstWriting = ({ class: main, secondary }: Classification): boolean =>
  [main, ...secondary].some((one) => one === 'Unsubscribed' || one === 'Deactivated' || one === 'Bounce');

/** Words of who is not the one to talk to. */
const wrongPerson =
  /wrong (person|address|contact)|not the (right|correct) (person|contact)|not (responsible|in charge)|falsche\p{L}* (person|ansprechpartner|adresse)|nicht (der|die) richtige|nicht zuständig|mauvaise (personne|adresse)|pas la bonne personne|persona equivocada|no soy la persona|pessoa errada|não sou a pessoa|persona sbagliata|non sono la persona|verkeerde persoon|niet de juiste|担当(では|じゃ)/iu;

/** A no that is not about interest. */
export const isWrongPerson = ({ evidence }: Pick<Classification, 'evidence'>): boolean =>
  wrongPerson.test(evidence);
