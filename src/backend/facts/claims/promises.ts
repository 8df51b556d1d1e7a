import { isOver } from '../evidence/expiry.ts';
import { denial, isDenied, isNotYet } from '../evidence/negation.ts';
import type { Passage } from '../evidence/passages.ts';
import { toldAsDone } from '../evidence/planned.ts';
import { inCommon, isIn, partAround, subjectOf } from '../evidence/subject.ts';
import { morePromises } from '../phrases/more-promises.ts';
import { promises } from '../phrases/promises.ts';
import type { Language } from '../../ground/languages.ts';
import type { Sentence } from '../prose/sentences.ts';
import { overlaps, type Evidence, type Finder, type Found } from './found.ts';
import { lean } from '../prose/lean.ts';

/** Words of all languages that weaken what is offered. */
const weakened = lean(
  /(?<![\p{L}])(?:may|might|could|perhaps|possibly|on request|vielleicht|eventuell|moglicherweise|auf anfrage|peut-etre|eventuellement|sur demande|quizas|tal vez|talvez|forse|misschien|eventueel)(?![\p{L}])/u,
);

const all = [...promises, ...morePromises];
const FREE = 'that something is free';
const OTHERS = 'that others use it';
const UNBOUND = 'that nothing binds';

/** What is included, or costs 0, is free. */
const included = lean(
  /(?<![\p{L}])(?:inclu\p{L}*|enthalten\p{L}*|inbegriffen|inklusive|inkl|compris\p{L}*|compres\p{L}*|inbegrepen|part of the price|im preis|dans le prix|en el precio|no preco|nel prezzo|in de prijs)(?![\p{L}])|(?:€|£|\$|eur|chf|gbp|usd) ?0(?:[.,]00?)?(?!\d|[.,]\d)|(?<![\d.,])0 ?(?:€|£|\$|eur|chf|gbp|usd|euros?)(?![\p{L}])|込み|含まれ/u,
);
const priced = lean(
  /(?:€|£|\$|eur|chf|gbp|usd|euros?|francs?|%) ?\d|\d[\d.,' ]* ?(?:€|£|\$|%|eur|chf|gbp|usd)|(?<!\p{L})(?:option|optional|auf anfrage|facture|berechnet|extra)(?!\p{L})/u,
);
/** Paid on top. */
const extra = lean(
  /(?<!\p{L})(?:options?|optional\p{L}*|opcional\p{L}*|opzional\p{L}*|optioneel|aufpreis|zuschlag|zzgl|zusatzlich|extra|surcharge|add-?on|recargo|suplemento|supplement\p{L}*|aparte|en sus|facture\p{L}*|berechnet|toeslag|meerprijs|acrescimo|sovrapprezzo)(?!\p{L})/u,
);
/** Who is bound for so long may not leave when they like. */
const bound = lean(
  /(?<![\p{L}])(?:(?:minimum|min\.?) (?:term|contract|period|duration)|mindest(?:vertrags)?laufzeit|(?:vertrags)?laufzeit|engagement|permanencia|fidelidade|fidelizacao|durata minima|vincolo|minimale looptijd|looptijd|contract(?:duur)?|contrat|contrato|vertrag)\D{0,14}\d/u,
);
const unbound = lean(
  /(?<![\p{L}])(?:minimum term|mindest(?:vertrags)?laufzeit|bindung|engagement|permanencia|fidelidade|vincol[oi]|looptijd)\W{1,3}(?:none|no|keine?|aucune?|ninguna|nenhuma|nessun[oa]?|geen|0)(?![\p{L}\d])/u,
);
const validity = lean(
  /(?<!\p{L})(?:valid\p{L}*|gultig\p{L}*|gilt|valable\p{L}*|expire\p{L}*|vence|scad\p{L}*|geldig\p{L}*|until|bis|jusqu\p{L}*|hasta|ate|fino|tot)(?!\p{L})|有効|まで/u,
);
const allDay = lean(
  /rund um die uhr|around the clock|day and night|24\/7|24 ?(?:h|hours|stunden|heures|horas|ore|uur)(?!\p{L})|jour et nuit|dia y noche|dia e noite|giorno e notte|dag en nacht|24時間/u,
);
/** "Free returns"; not "free to" and "sugar-free". */
const free = lean(
  /(?<![-\p{L}])free(?! (?:to|from|of (?!charge)|on|at|in|when|for (?:a|an) )|[-\p{L}])(?= \p{L}|[.,;)]|$)/u,
);
/** "We pay you for it", "done by us": who says so of us says no other's price. */
const byUs = lean(
  /(?<!\p{L})(?:we pay|by us|(?:zahlen|bezahlen) wir|wir (?:zahlen|bezahlen)|(?:durch|von) uns|nous payons|par nous|par nos soins|pagamos|por nosotros|por nos|paghiamo|(?:da|a cura) (?:noi|nostra)|(?:we|wij) betalen|door ons)(?!\p{L})/u,
);
/** Of whom a source tells that they buy or use it. */
const clients = lean(
  /(?<!\p{L})(?:customers?|clients?|clienti|clientes?|kund\p{L}*|klant\p{L}*|references?|referen[zct]\p{L}*|used by|users?|nutz(?:en|t)|utilis\p{L}*|usan|usam|usano|gebruik\p{L}*|betriebe|(?:\d{2,}|darunter|dont|including|entre ell[oa]s|tra cui|onder wie) \p{L}+)(?!\p{L})|お客様|導入|顧客|利用|契約/u,
);
/** "For a team like yours" says what would suit, and nothing of others. */
const forSomebody = lean(
  /(?:^|[^\p{L}])(?:for|with|pour|avec|chez|fur|bei|para|com|con|per|in|voor|bij) (?:\p{L}+ ){0,3}$/u,
);
const leaves =
  /kund|cancel|arret|resil|perman|baja|disd|opzeg|stop|leave|fidel|vincol|laufzeit|tied|locked|wann|quand|cuando|quando|wanneer/;

/** Promised by our side: the contact's own words promise nothing. */
const mayPromise = ({ kind, direction }: Passage): boolean => !(kind === 'thread' && direction === 'in');
const isOurs = ({ kind }: Passage): boolean => kind === 'context' || kind === 'knowledge';

/** Of what is told to be free a source names the price, and calls something else free. */
function isPriced(span: Span, { folded, lang }: Sentence, by: Passage, { passages }: Evidence): boolean {
  const about = subjectOf(partAround(folded, span));
  if (!isIn(lang, by) || inCommon(about, subjectOf(by.folded)) > 0) return false;
  return passages.some(
    (one) =>
      isOurs(one) && isIn(lang, one) && priced.test(one.folded) && inCommon(about, subjectOf(one.folded)) > 0,
  );
}

/** What is included is free, if it is what the sentence speaks of, or costs 0. */
function includes(one: Passage, span: Span, { folded, lang }: Sentence): boolean {
  if (!included.test(one.folded)) return false;
  return (
    !isIn(lang, one) ||
    /(?<![\d.,])0(?!\d|[.,]\d)/.test(one.folded) ||
    inCommon(subjectOf(partAround(folded, span)), subjectOf(one.folded)) > 0
  );
}

/** Paid for a result only: without one it costs nothing. */
const onlyIf =
  /(?<![a-z])(?:only|nur|erst|seulement|uniquement|solo|so|apenas|soltanto|alleen|pas)(?: [a-z]+){0,2} (?:if|when|once|wenn|bei|si|en cas|se|cuando|quando|in caso|als)(?![a-z])|場合のみ|成果報酬/;
const supposed =
  /(?<![a-z])(?:if|unless|without|wenn|falls|sonst|ohne|si|sinon|sans|sin|se|sem|senza|altrimenti|als|zonder|anders)(?![a-z])|場合|なければ/;
/** "We charge no commission": a source denies it, too. */
const deniesTheSame = ({ folded, lang }: Sentence, span: Span, one: Passage): boolean =>
  isOurs(one) &&
  isIn(lang, one) &&
  denial(folded, lang) &&
  denial(one.folded, lang) &&
  inCommon(subjectOf(partAround(folded, span)), subjectOf(one.folded)) > 0;

/** What is free in the source is what the sentence speaks of; in Japanese, what stands right before. */
function isOfThis(
  one: Passage,
  span: Span,
  { folded, lang, beside }: Sentence,
  { passages }: Evidence,
): boolean {
  if (!isIn(lang, one)) return true;
  if (lang === 'ja') {
    const head = /([\p{Script=Han}\p{Script=Katakana}ー]{2,})(?:は|が|も|を)?[^、。]{0,4}$/u.exec(
      folded.slice(0, span.start),
    )?.[1];
    return (
      head === undefined ||
      one.folded.includes(head) ||
      !passages.some((other) => isOurs(other) && other.folded.includes(head))
    );
  }
  const about = subjectOf(folded.slice(0, span.start) + folded.slice(span.end));
  if (inCommon(about, subjectOf(one.folded)) > 0 || inCommon(subjectOf(beside), subjectOf(one.folded)) > 0)
    return true;
  return !passages.some(
    (other) =>
      other !== one && isOurs(other) && isIn(lang, other) && inCommon(about, subjectOf(other.folded)) > 0,
  );
}

const ownPart =
  /pay|zahlen|payons|pagamos|paghiamo|betalen|unsere|nuestra|nossa|nostr|rekening|charge par nous|nos frais/;

interface Span {
  start: number;
  end: number;
}

const saidIn = new WeakMap<Passage, Map<string, boolean>>();
/** Whether a passage says it in one of its wordings, looked up once for all claims. */
function isSaidIn(one: Passage, what: string, lang: Language): boolean {
  const known = saidIn.get(one) ?? new Map<string, boolean>();
  saidIn.set(one, known);
  const before = known.get(what);
  if (before !== undefined) return before;
  const said = all.some(
    ({ what: other, phrase }) =>
      other === what &&
      [...phrase.saidBy(one.folded, one.lang ?? lang)].some(
        ({ start, end }) => !isDenied(one.folded, start, end, one.lang),
      ),
  );
  known.set(what, said);
  return said;
}

function passageOf(what: string, span: Span, sentence: Sentence, evidence: Evidence): Passage | null {
  const words = sentence.folded.slice(span.start, span.end);
  if (
    what === UNBOUND &&
    leaves.test(words) &&
    evidence.passages.some((one) => isOurs(one) && bound.test(one.folded))
  )
    return null;
  const says = (one: Passage): boolean =>
    isSaidIn(one, what, sentence.lang) ||
    (what === FREE &&
      (includes(one, span, sentence) || (free.test(one.folded) && !denial(one.folded, one.lang)))) ||
    (what === FREE && isOurs(one) && ownPart.test(words) && byUs.test(one.folded)) ||
    (what === UNBOUND && unbound.test(one.folded)) ||
    (what === FREE && onlyIf.test(one.folded) && supposed.test(sentence.folded)) ||
    ((what === FREE || what === UNBOUND) && deniesTheSame(sentence, span, one)) ||
    (what === OTHERS && isOurs(one) && clients.test(one.folded)) ||
    (allDay.test(words) && allDay.test(one.folded)) ||
    (validity.test(words) && validity.test(one.folded));
  return (
    evidence.passages.find(
      (one) =>
        mayPromise(one) &&
        !isNotYet(one.folded) &&
        (weakened.test(sentence.folded) || !weakened.test(one.folded)) &&
        !isOver(one, evidence) &&
        says(one) &&
        !(
          what === FREE &&
          (isPriced(span, sentence, one, evidence) || !isOfThis(one, span, sentence, evidence))
        ),
    ) ?? null
  );
}

/** Said to be part of it, where a source asks a price for it. */
function* includedIn(sentence: Sentence, evidence: Evidence): Generator<Found> {
  if (sentence.mood === 'question') return;
  const found = included.exec(sentence.folded);
  if (!found || isDenied(sentence.folded, found.index, found.index + found[0].length, sentence.lang)) return;
  const span = { start: found.index, end: found.index + found[0].length };
  const near = { start: Math.max(0, span.start - 34), end: span.end };
  const about = subjectOf(
    partAround(sentence.folded, span).includes(' ')
      ? partAround(sentence.folded, span).slice(-60)
      : sentence.folded.slice(near.start, near.end),
  );
  const ours = evidence.passages.filter(
    (one) => isOurs(one) && isIn(sentence.lang, one) && inCommon(about, subjectOf(one.folded)) > 0,
  );
  if (ours.some(({ folded }) => included.test(folded))) return;
  const asked = ours.some(({ folded }) => extra.test(folded));
  if (asked) yield { ...span, kind: 'promise', passage: null, reason: 'A source asks a price for it.' };
}

/** Promises, praise and what is said of others. */
export const promisesIn: Finder = (sentence, evidence, taken) => {
  const { folded, lang, part } = sentence;
  const found: Found[] = [];
  const addresses = taken.filter(({ kind }) => kind === 'url' || kind === 'email');
  for (const { what, phrase, praise } of all) {
    for (const span of phrase.in(folded, lang)) {
      if (overlaps(span, found) || overlaps(span, addresses)) continue;
      if (part === 'subject' && span.end - span.start < 3) continue;
      if (what === OTHERS && forSomebody.test(folded.slice(0, span.start)) && !/\d/.test(folded)) continue;
      if (!praise && isDenied(folded, span.start, span.end, lang)) continue;
      const passage = passageOf(what, span, sentence, evidence);
      found.push({ ...span, kind: 'promise', passage, reason: `No source says ${what}.` });
    }
  }
  for (const one of includedIn(sentence, evidence)) if (!overlaps(one, found)) found.push(one);
  const plan = toldAsDone(sentence, evidence);
  if (plan && !denial(folded, lang) && !overlaps(plan, [...found, ...taken]))
    found.push({
      start: plan.start,
      end: plan.end,
      kind: 'promise',
      passage: null,
      reason: 'A source only plans this.',
    });
  return found;
};
