import type { Language } from '../../ground/languages.ts';
import { lean } from './lean.ts';

/** What a sentence does. An offer says what could be; its times and lengths are proposed, no claims. */
export type Mood = 'statement' | 'question' | 'offer';

/** What may be done, folded. */
const offers: Readonly<Record<Language, string>> = {
  en: "(?:i|we)(?:'d| would| could| can| will|'ll)? (?:be )?(?:happy|glad|pleased|love|like) to|shall (?:i|we)|should (?:i|we)|may i|(?:i|we) (?:could|can)\\b|let me know|let's|how about|what about|if you(?:'d| would)? (?:like|want|prefer|wish)|just (?:say|reply|let)|would (?:you|it|a|an|tuesday|monday|wednesday|thursday|friday)|(?:i|we)(?:'ll| will) (?:gladly|happily)|feel free|pick a|suggest|are you (?:free|available)|on request|worth (?:a|an|\\d+|ten|fifteen|twenty)|i(?:'d| would) suggest|available (?:on|for)|happy to",
  de: 'gerne?\\b|darf ich|durfen wir|soll(?:en)? (?:ich|wir)|(?:konnte|konnten|kann|konnen) (?:ich|wir)|wenn sie (?:mogen|mochten|wollen|wunschen)|ware? (?:ein|das|ihnen|es|der|die)|passt|wie ware|lassen sie|sagen sie mir|falls|auf wunsch|hatten sie|haben sie (?:zeit|lust|interesse|am|an|nachste)|schlage? .{0,30}vor|vorschlag',
  fr: "(?:je|nous) (?:pourrais|pourrions|peux|pouvons|serais|serions|propose|proposons|vous propose)|seriez|auriez|souhaitez|voulez|si vous|n'hesitez|dites-moi|puis-je|que diriez|volontiers|avec plaisir|a votre disposition|disponible|convien|je vous (?:suggere|propose)",
  es: 'podria(?:mos)?|puedo|podemos|le (?:vendria|parece|gustaria|interesa)|te (?:vendria|parece|gustaria|interesa)|quiere|quieres|si (?:lo desea|quiere|prefiere|le)|digame|dime|que tal|propongo|encantad[oa] de|con gusto|disponible|le viene',
  pt: 'podemos|posso|poderia(?:mos)?|teria|gostaria|quer que|que tal|se (?:quiser|preferir|fizer|desejar)|diga-me|me diga|proponho|sugiro|disponivel|com prazer|podera|tem (?:tempo|disponibilidade)|faz sentido',
  it: 'posso|possiamo|potrei|potremmo|vuole|vuoi|le (?:andrebbe|farebbe|interessa)|sarebbe|se (?:vuole|preferisce|desidera|le)|mi dica|propongo|che ne|volentieri|disponibil|avrebbe|fammi sapere|mi faccia sapere',
  nl: 'zullen we|zal ik|mag ik|(?:ik|we|wij) (?:kan|kunnen|zou|zouden)|kunnen we|wilt u|wil je|als (?:u|je) (?:wilt|wil|liever)|graag|laat (?:het )?me|schikt|heeft u (?:tijd|zin)|heb je (?:tijd|zin)|zin in|komt het|voorstel|past (?:het|u|dinsdag|donderdag)',
  ja: 'いただけ(?:ます|れば|ない)|いかが|よろしければ|でしょうか|ませんか|ましょうか|ご都合|可能でしたら|幸いです|ご希望|候補|お時間|させていただけ|できればと|ご興味がございましたら|ご説明いたします|ご案内できます',
};
const compiled = new Map<Language, RegExp>();
const offerOf = (lang: Language): RegExp => {
  const known =
    compiled.get(lang) ?? lean(lang === 'ja' ? offers.ja : `(?<![\\p{L}\\d])(?:${offers[lang]})`, 'u');
  compiled.set(lang, known);
  return known;
};

/** Of a folded sentence. */
export function moodOf(folded: string, lang: Language): Mood {
  if (/[?？]["»”)]*\s*$/.test(folded) || (lang === 'ja' && /か[。\s]*$/.test(folded))) return 'question';
  return offerOf(lang).test(folded) ? 'offer' : 'statement';
}

/** What people propose times for, in all languages. */
export const meeting = lean(
  /(?<![\p{L}])(?:calls?|meeting|meet|demo|chat|talk|catch up|coffee|conversation|video|walk(?:through)?|slot|gesprach|telefonat|telefonieren|termin|austausch|videocall|vorfuhrung|sprechen|kaffee|echange|echanger|appel|rendez-vous|rdv|visio|entretien|point|llamada|reunion|charla|videollamada|hablar|hablamos|conversa(?:r|mos)?|ligacao|chamada|reuniao|bate-papo|chiamata|chiamarla|telefonata|incontro|sentirci|parlarne|colloquio|videochiamata|gesprek|bellen|afspraak|belletje|kennismaking|overleg|presentatie)(?![\p{L}])|お時間|お打ち合わせ|打ち合わせ|ミーティング|オンライン|面談|お電話|ご説明|デモ|お話/u,
);
