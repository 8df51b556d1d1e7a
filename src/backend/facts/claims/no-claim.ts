import { WEEKDAY } from '../../replies/dates/words.ts';
import type { NumberMention } from '../numbers/mentions.ts';
import { lean } from '../prose/lean.ts';
import { meeting } from '../prose/mood.ts';
import type { Sentence } from '../prose/sentences.ts';

/** Said of the mail or the meeting, of no weight for anybody's business. */
const smallTalk = lean(
  /^(?:\W*)(?:question|idea|thought|option|way|point|thing|reason|line|sentence|word|slot|time|suggestion|proposal|step|topic|example|click|moment|quick|short|frage|idee|gedanke|punkt|moglichkeit|satz|satze|wort|worte|termin|vorschlag|vorschlage|grund|grunde|weg|schritt|thema|themen|beispiel|zeile|klick|kurze|question|idee|option|point|facon|raison|phrase|mot|creneau|proposition|etape|sujet|exemple|ligne|pregunta|idea|opcion|punto|cosa|razon|frase|palabra|momento|propuesta|paso|tema|ejemplo|linea|pergunta|ideia|opcao|ponto|coisa|motivo|razao|horario|proposta|passo|exemplo|linha|domand|opzion|punt[oi]|cos[ae]|motiv|ragion|frasi|parol|propost|passagg|tem[ai]|esemp|righe|vraag|vragen|idee|optie|punt|ding|reden|zin|woord|voorstel|stap|onderwerp|voorbeeld|regel|点|つの(?:質問|案|方法|候補|点)|side|sides|kant|seite|teil|part|parte|von|of us|d'entre|de nous)/u,
);

/** Before "a week" they show that it is a length: "within a week", "pendant un mois". */
const lasts = lean(
  /(?<![\p{L}])(?:(?:est|es|e|is|ist|betragt|bedraagt)(?: d[ei'])?|within|menos de|moins d'|less than|weniger als|meno di|minder dan|for|in under|in just|in only|under|pendant|durant|en|en moins d'|em|in|entro|innerhalb|binnen|wahrend|fur|im|voor|gedurende|durante|por|per|dura|dure|dauert|takes|kost|duurt|just|only|nur|seulement|solo|so|apenas|maar|slechts)(?: (?:just|only|nur|seulement|solo|so|apenas|maar|slechts|von|than))?\s*$/u,
);

/** "Tuesday the 29th", "am 12.": the number of a day. */
const dayBefore = lean(
  `(?:${WEEKDAY}|\\b(?:the|am|den|der|dem|zum|le|el|dia|il|al|op|de|ao|no dia|vom|bis))[.,]?(?: (?:the|den|dem|le|el|il|de|dia))? $`,
  'u',
);

/** "Half an hour is plenty." */
const suffices = lean(
  /(?<!\p{L})(?:plenty|enough|is all|allow|set aside|would do|will do|suffi\p{L}*|reich(?:t|en)|genug\p{L}*|rechnen?|einplanen|comptez|basta\p{L}*|chega\p{L}*|sobra\p{L}*|calcule|cuente|bast\p{L}*|conti|volstaat|genoeg|reken)(?!\p{L})|足り|十分/u,
);
const shown = lean(
  /(?<!\p{L})(?:show|look|zeig\p{L}*|anschau\p{L}*|ansehen|montrer|voir|ensen\p{L}*|mostr\p{L}*|laten zien|vedere)(?!\p{L})/u,
);
const proposedLength = lean(
  /(?<!\p{L})(?:takes?|needs?|would|dauert|brauch\p{L}*|prend\p{L}*|dure|faut|lleva|dura|toma|leva|dura|prende|duurt|kost)(?!\p{L})/u,
);
/** "Two or three". */
const oneOr = lean(/(?<!\p{L})\p{L}{2,7} (?:or|oder|ou|o|of) $/u);
const orOne = lean(/^ (?:or|oder|ou|o|of) \p{L}/u);

/** A number that is part of what is proposed, or says nothing that could be wrong. */
export function isNoClaim(mention: NumberMention, sentence: Sentence): boolean {
  const { unit, values } = mention;
  const [value = 0] = values;
  const behind = sentence.folded.slice(mention.end);
  const ahead = sentence.folded.slice(0, mention.start);
  if (/^\s*$/.test(ahead) && /^[.)](?:\s|$)/.test(behind) && unit.kind !== 'money') return true;
  if (mention.spelled && unit.kind !== 'money' && sentence.mood !== 'statement' && value <= 3) return true;
  if (mention.spelled && unit.kind === 'percent' && sentence.mood === 'question') return true;
  if (mention.spelled && value <= 4 && unit.kind !== 'money' && (oneOr.test(ahead) || orOne.test(behind)))
    return true;
  if (unit.kind === 'time') {
    const minutes = unit.base === 'minutes' ? value * unit.factor : Infinity;
    if (mention.spelled && value === 1 && !lasts.test(sentence.folded.slice(0, mention.start))) return true;
    const talk =
      sentence.mood !== 'statement' ||
      meeting.test(sentence.folded) ||
      (suffices.test(sentence.folded) && minutes <= 60) ||
      (unit.factor <= 60 &&
        (meeting.test(sentence.beside) || shown.test(sentence.beside)) &&
        sentence.part === 'body' &&
        proposedLength.test(sentence.folded));
    if (minutes <= 120 && talk && minutes >= 1) return true;
    return sentence.mood === 'question' && unit.base === 'minutes' && minutes <= 3 * 7 * 1_440 && value <= 3;
  }
  if (
    value <= 31 &&
    (unit.kind === 'none' || (unit.kind === 'things' && unit.thing === null)) &&
    dayBefore.test(ahead)
  )
    return true;
  if (unit.kind === 'none' || (unit.kind === 'things' && unit.thing === null)) {
    if (smallTalk.test(behind.trimStart())) return true;
    if (mention.spelled && unit.kind === 'none') return value <= 12;
    return mention.spelled ? value <= 3 : value === 1;
  }
  return unit.kind === 'things' && value === 1 && !(/^(?:から|より)/.test(behind) && !mention.spelled);
}
