import { isDenied } from '../evidence/negation.ts';
import type { Passage } from '../evidence/passages.ts';
import { happened, history, type Past } from '../phrases/history.ts';
import { inCommon, subjectOf } from '../evidence/subject.ts';
import { sharedPastOf } from '../phrases/shared-past.ts';
import type { Sentence } from '../prose/sentences.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean, textFor } from '../prose/lean.ts';

/** Told by the account's people or by the contact, not by the assistant about itself. */
const mayTell = ({ kind }: Passage): boolean => kind !== 'assistant';
const isFromContact = ({ kind, direction }: Passage): boolean => kind === 'thread' && direction === 'in';

/** "Met" is "with" in Dutch. */
const english = lean(/(?<!\p{L})(?:the|at|her|him|them|us|mrs?|ms|on|was|we|has)(?!\p{L})/u);
const dutchWith = lean(/(?<!\p{L})met(?!\p{L})/gu);

const tells = ({ folded, lang }: Passage, pattern: RegExp): boolean => {
  const text = lang === 'nl' || !english.test(folded) ? folded.replace(dutchWith, 'xxx') : folded;
  const found = pattern.exec(text);
  return found !== null && !isDenied(text, found.index, found.index + found[0].length, lang);
};

/** Whether enough of what a sentence says stands in a passage. */
function shares({ folded }: Sentence, passage: Passage): boolean {
  const words = new Set(
    (folded.match(/[\p{L}\d]{5,}|[\p{Script=Han}\p{Script=Katakana}]{2,}/gu) ?? []).map((word) =>
      word.slice(0, 6),
    ),
  );
  const known = (
    passage.folded.match(/[\p{L}\d]{5,}|[\p{Script=Han}\p{Script=Katakana}]{2,}/gu) ?? []
  ).filter((word) => words.has(word.slice(0, 6)));
  return new Set(known.map((word) => word.slice(0, 6))).size >= Math.min(2, words.size);
}

const isValueIn = ({ folded }: Sentence, { kind, folded: value }: Passage): boolean =>
  kind === 'property' && value.length > 1 && folded.includes(value);

/** What is told of a call is not told by a meeting or a mail. */
const byPhone =
  /phone|call(?!ed)|telefon|telefoon|telephone|appel|llamada|ligacao|chiamata|gebeld|電話|zoom|video/;
const onPhone = lean(
  /(?:au|par|am|per|por|pelo|al|ao|aan de|over the|on the|by) (?:telephone|telefon|telefono|telefone|telefoon|phone)(?!\p{L})|電話/u,
);
/** What a Context asks for has not happened. */
const toDo = lean(
  /(?<!\p{L})(?:offer|propose|ask|suggest|invite|arrange|book|anbieten|vorschlagen|vereinbaren|einladen|ausmachen|proposer|inviter|offrir|fixer|demander|ofrecer|proponer|invitar|pedir|concertar|agendar|oferecer|propor|convidar|marcar|agende|proporre|offrire|invitare|chiedere|fissare|aanbieden|voorstellen|uitnodigen|plannen|inplannen|vraag|nodig)(?!\p{L})|提案|案内する/u,
);

const congratulates = lean(
  /^(?:\p{L}+ ){0,2}(?:congrat|gratul|gluckwunsch|felicit|bravo|enhorabuena|felicidad|parabens|complimenti|gefelic|profic)|おめでとう/u,
);
/** What they are congratulated on stands there: a word beside the names of the contact. */
const isCause = ({ folded }: Sentence, { kind, id, folded: known }: Passage): boolean =>
  !(
    kind === 'property' && /name|company|firma|societe|empresa|azienda|nom|apellido/.test(id.toLowerCase())
  ) && inCommon(subjectOf(folded), subjectOf(known)) > 0;

/** "The demo on Wednesday": the Context tells of one that was. */
const isSameEvent = (words: string, { folded }: Passage): boolean =>
  [...words.matchAll(/[a-z]{4,}/g)].some(
    ({ 0: word }) => eventful.test(word) && folded.includes(word.slice(0, 6)),
  ) && was.test(folded);
const eventful =
  /^(?:demo|call|meet|visit|webinar|fair|expo|conver|charla|llamad|reuni|appel|echang|rendez|rencont|salon|gespr|treff|termin|messe|besuch|telefon|ligac|feira|chiama|incontr|fiera|beurs|bezoek|afspra|vorfuhr|dimostr)/;
const was =
  /(?<![a-z])(?:after|following|since|met|was|had|last|nach|seit|hatte|war|gestern|suite|apres|lors|tras|despues|apos|depois|dopo|seguito|na|sinds|vom|(?:am|el|le|du|il|del|on|op) \d)(?![a-z\d])/;

const isTalk = (past: Past): boolean => past === 'call' || past === 'meeting' || past === 'talk';

/** Where a source tells of it. */
function passageOf(past: Past, words: string, sentence: Sentence, { passages }: Evidence): Passage | null {
  const told = passages.filter(
    (one) =>
      mayTell(one) &&
      !(one.kind === 'context' && toDo.test(one.folded) && isTalk(past)) &&
      (one.direction !== 'out' || past === 'own mail' || past === 'promise'),
  );
  const received = told.find(isFromContact);
  switch (past) {
    case 'answer':
      return (
        received ??
        (hosted.test(words) ? told.find((one) => tells(one, happened.meeting)) : null) ??
        told.find((one) => tells(one, happened.request) || inquired.test(one.folded)) ??
        null
      );
    case 'own mail':
      if (onPhone.test(words)) return told.find((one) => tells(one, happened.call)) ?? null;
      return (
        told.find(({ kind, direction }) => kind === 'thread' && direction === 'out') ??
        told.find(({ folded }) => /follow[- ]?up|nachfass|relance|seguimiento|opvolg/.test(folded)) ??
        null
      );
    case 'saw':
      if (congratulates.test(words)) return told.find((one) => isCause(sentence, one)) ?? null;
      return told.find((one) => shares(sentence, one) || isValueIn(sentence, one)) ?? null;
    case 'told':
    case 'request':
      if (onPhone.test(sentence.folded)) return told.find((one) => tells(one, happened.call)) ?? null;
      return received ?? told.find((one) => tells(one, happened[past])) ?? null;
    case 'promise':
      return (
        told.find(
          (one) => tells(one, happened[past]) || (one.direction === 'out' && undertakes.test(one.folded)),
        ) ?? null
      );
    case 'talk':
      return told.find((one) => tells(one, happened[past])) ?? null;
    case 'call':
    case 'meeting':
      return (
        told.find(
          (one) =>
            one.kind !== 'knowledge' &&
            (tells(one, happened[past]) ||
              (!byPhone.test(words) && tells(one, happened[past === 'call' ? 'meeting' : 'call'])) ||
              (one.kind === 'context' && isSameEvent(words, one))),
        ) ?? null
      );
    default:
      return told.find((one) => one.kind !== 'knowledge' && tells(one, happened[past])) ?? null;
  }
}

/** "I will", in mails of the assistant. */
const hosted =
  /(?<![a-z])(?:accueil|hospitality|welcome|empfang|acogida|recibirnos|acolhimento|receber|accoglienza|ontvangst|gastvrijheid|time|zeit|temps|tiempo|tempo|tijd)(?![a-z])|お時間/;
const undertakes = lean(
  /(?<!\p{L})(?:i(?:'ll| will)|we(?:'ll| will)|mache? ich|melde mich|schicke ich|sende ich|rufe ich|werde ich|ich werde|je (?:reviens|vous (?:envoie|rappelle|ecris)|ferai)|(?:le|te|les) (?:escribo|llamo|envio|mando|escribire|llamare|enviare)|lo hare|farei|enviarei|escrevo|ligo|lo faccio|le (?:scrivo|mando|scrivero|mandero)|doe ik|ik (?:zal|stuur|bel|mail))(?!\p{L})|いたします|お送りします/u,
);

const inquired = lean(
  /(?<!\p{L})(?:inquir|enquir|anfrage|interesse (?:an|gezeigt|bekundet)|(?:is|was|showed?|expressed?) (?:an )?interest|hat interesse|consulta|s'interesse|se interesa|si interessa|geinteresseerd|wrote (?:in|to us)|replied|answered)|問い合わせ|関心/u,
);

const reasons: Readonly<Record<Past, string>> = {
  call: 'No source tells of a call or conversation.',
  meeting: 'No source tells of a meeting.',
  talk: 'No source tells that this was discussed or agreed.',
  told: 'No source tells that somebody said this.',
  answer: 'The contact has not written, as far as the sources tell.',
  'own mail': 'The assistant has not written before, as far as the sources tell.',
  request: 'No source tells that the contact asked for this.',
  promise: 'No source tells of a promise.',
  referral: 'No source tells of a recommendation.',
  customer: 'No source tells that they are a customer already.',
  saw: 'No source tells of this.',
};

/** A past that writer and reader are said to share. */
export const historyIn: Finder = (sentence, evidence) => {
  const found: Found[] = [];
  for (const { past, claimed } of history) {
    for (const span of claimed.in(sentence.folded, sentence.lang)) {
      if (past !== 'own mail' && isDenied(sentence.folded, span.start, span.end, sentence.lang)) continue;
      if (ahead(sentence, past)) continue;
      found.push({
        ...span,
        kind: 'history',
        passage: passageOf(past, sentence.folded.slice(span.start, span.end), sentence, evidence),
        reason: reasons[past],
      });
    }
  }
  const known = longest(found);
  const more = sharedPast(sentence, evidence);
  return more && !overlaps(more, known) ? [...known, more] : known;
};

/** "Your brother told us": the brother is known. */
const namesWho = (one: Passage, words: string): boolean =>
  mayTell(one) &&
  one.kind !== 'knowledge' &&
  (
    /^(?:your|ihre?n?|vo(?:tre|s)|su|tu|vuestr[oa]|seu|sua|suo|vostr[oa]|uw|je|jullie) (\p{L}{4,})/u
      .exec(words)
      ?.slice(1) ?? []
  ).some((who) => one.folded.includes(who.slice(0, 6)));

/** Told by people, and no wish that it may happen. */
const tellsOf = (one: Passage, channel: 'call' | 'meeting'): boolean =>
  mayTell(one) &&
  one.kind !== 'knowledge' &&
  one.direction !== 'out' &&
  !(one.kind === 'context' && toDo.test(one.folded)) &&
  tells(one, happened[channel]);

/** A call, a meeting or "last week", with what somebody is said to have done or told then, however it is put. */
function sharedPast(sentence: Sentence, { passages }: Evidence): Found | null {
  const { folded, lang, mood, part } = sentence;
  if (mood !== 'statement' || part === 'subject') return null;
  const { shared, channels, alone } = sharedPastOf(lang);
  const [met] = textFor(alone, folded).matchAll(alone);
  if (met && !isDenied(folded, met.index, met.index + met[0].length, lang))
    return {
      start: met.index,
      end: met.index + met[0].length,
      kind: 'history',
      passage:
        passages.find((one) => tellsOf(one, 'call') || tellsOf(one, 'meeting') || namesWho(one, met[0])) ??
        null,
      reason: reasons.meeting,
    };
  const [past] = textFor(shared, folded).matchAll(shared);
  if (!past) return null;
  for (const { channel, pattern } of channels) {
    const [by] = textFor(pattern, folded).matchAll(pattern);
    if (!by || isDenied(folded, by.index, by.index + by[0].length, lang)) continue;
    const start = Math.min(by.index, past.index);
    const end = Math.max(by.index + by[0].length, past.index + past[0].length);
    const passage =
      channel === 'lately'
        ? passages.find(
            (one) =>
              mayTell(one) &&
              one.kind !== 'knowledge' &&
              (one.kind === 'thread' ||
                tells(one, happened.call) ||
                tells(one, happened.meeting) ||
                tells(one, happened.told)),
          )
        : passages.find((one) => tellsOf(one, channel));
    const reason = channel === 'lately' ? 'No source tells of this.' : reasons[channel];
    return { start, end, kind: 'history', passage: passage ?? null, reason };
  }
  return null;
}

/** Of words that several expressions read, the longest stretch. */
function longest(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (!overlaps(one, kept)) kept.push(one);
  return kept;
}

/** A call or meeting that is proposed lies ahead. */
const ahead = ({ mood, folded }: Sentence, past: Past): boolean =>
  (past === 'request' && may.test(folded)) ||
  (mood !== 'statement' &&
    (past === 'call' || past === 'meeting' || past === 'talk' || past === 'request' || past === 'told'));
const may =
  /(?<![a-z])(?:you (?:can|may)|konnen sie|sie konnen|pouvez|puede[sn]?|pode[sm]?|puo|potete|possono|(?:u|je|jullie) kun(?:t|nen)|kun(?:t|nen) (?:u|je|jullie))(?![a-z])/;
