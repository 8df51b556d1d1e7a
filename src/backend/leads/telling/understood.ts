import type { Classification, ReplyClass } from '../../replies/types.ts';

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

/** In one line: what was understood, how surely, by whom, and from which words. */
export function understood(reply: Classification): string {
  const { model, evidence, secondary } = reply;
  const from = evidence.trim() === '' ? '' : `, from ${quoted(reply)}`;
  const also = secondary.length > 0 ? ` Also: ${secondary.map(named).join(', ')}.` : '';
  const percent = Math.round(reply.confidence * 100);
  if (reply.doubtful)
    return `Not sure; Baton would have guessed: ${named(reply.class)} (${percent} %)${from}.${also}${silence(model)}`;
  return model
    ? `Read by ${model.name}: ${named(reply.class)} (${percent} %)${from}.${also}`
    : `Understood: ${named(reply.class)} (${howSurely(reply)})${from}.${also}`;
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
