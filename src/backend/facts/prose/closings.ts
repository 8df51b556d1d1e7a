import type { Language } from '../../ground/languages.ts';

/** How a letter ends, at the beginning of its line; folded. What follows is signature. */
export const closings: Readonly<Record<Language, string>> = {
  en: '(?:best|kind|warm|many|with (?:best|kind|warm))?(?:est)? ?(?:regards|wishes)|best|all the best|sincerely|yours\\b.{0,15}|cheers|thanks(?: (?:again|so much|a lot|and (?:best|kind) regards))?|thank you(?: (?:again|very much|in advance))?|many thanks|warmly|respectfully|take care|talk soon|speak soon|until then|greetings',
  de: '(?:mit |viele |beste |herzliche |freundliche |liebe |schone |sonnige |gute |die besten )*(?:freundlichen |besten |herzlichen |lieben |vielen )?gru(?:ß|ss)(?:e|en)?(?: aus .{2,30}| nach .{2,30})?|mfg|lg|vg|bg|hochachtungsvoll|herzlichst|ihr|ihre|vielen dank(?: im voraus| vorab)?|danke(?: und .{2,25})?|alles gute|bis (?:dann|bald)',
  fr: "(?:bien |tres )?(?:cordialement|sincerement)(?: (?:votre|a vous))?|bien a vous|(?:meilleures|sinceres|cordiales) salutations|salutations.{0,25}|bonne (?:journee|fin de journee|soiree|semaine|continuation)|belle journee|a bientot|a tres vite|au plaisir.{0,40}|merci(?: d'avance| par avance| beaucoup| encore)?|(?:je vous prie|veuillez|recevez).{0,120}|respectueusement|amicalement|cdt|excellente journee",
  es: 'un (?:cordial |afectuoso |fuerte )?(?:saludo|abrazo)(?: cordial)?|(?:muchos |cordiales |atentos )?saludos(?: cordiales| desde .{2,30})?|atentamente|cordialmente|muy atentamente|(?:muchas )?gracias(?: de antemano| por (?:su|tu) tiempo)?|quedo .{5,60}|hasta pronto|que tenga .{4,30}',
  pt: '(?:um )?(?:forte |grande )?abracos?(?: .{0,20})?|atenciosamente|cordialmente|att\\.?|(?:com (?:os )?(?:melhores|meus) )?cumprimentos|melhores cumprimentos|obrigad[oa](?: .{0,25})?|ate (?:logo|breve|ja)|saudacoes.{0,20}|respeitosamente|grat[oa]|um bom dia|tenha .{4,30}|fico a disposicao',
  it: '(?:un )?(?:cordiali?|distinti|cari|caro) salut[oi]|un (?:cordiale |caro )?saluto|(?:cordialmente|cordialita|distintamente)|(?:grazie|la ringrazio)(?: (?:mille|ancora|in anticipo|e .{2,30}))?|a presto|buona (?:giornata|serata|settimana)|buon lavoro|saluti',
  nl: '(?:met )?(?:vriendelijke|hartelijke|beste|warme|zonnige) groet(?:en|jes)?|(?:hartelijke |vriendelijke )?groet(?:en|jes)?(?: uit .{2,30})?|hoogachtend|mvg|(?:alvast )?(?:bedankt|dank)(?: .{0,25})?|met dank|tot (?:snel|dan|binnenkort)|fijne (?:dag|week)',
  ja: '敬具|(?:何卒|どうぞ|引き続き|今後とも)?、?(?:何卒)?(?:よろしく|宜しく)(?:お願い|御願い)(?:いた|致|申し上げ|し)ます|以上',
};

/** How a letter begins; folded. A name may follow. */
export const greetings: Readonly<Record<Language, string>> = {
  en: '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|morning)(?: there| again| all| team)?',
  de: '(?:hallo|guten (?:tag|morgen|abend)|gruezi|moin|servus|gru(?:ß|ss) gott|(?:sehr )?geehrter?s?|liebe[rs]?|werter?|hi|hey|schonen guten (?:tag|morgen))',
  fr: '(?:bonjour|bonsoir|salut|ch[eè]re?s?|madame|monsieur|mesdames)',
  es: '(?:hola|buen(?:os|as)? (?:dias|tardes|noches)|buen dia|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|muy (?:senor|senora))',
  pt: '(?:ola|oi|bom dia|boa (?:tarde|noite)|car[oa]s?|prezad[oa]s?|estimad[oa]s?|ex\\.?m[oa]s?\\.?)',
  it: '(?:ciao|buongiorno|buonasera|buon giorno|salve|gentil[ei](?:ssim[oa])?|egregi[oa]|car[oa]|spett\\.?(?:le|abile)?|stimat[oa])',
  nl: '(?:hallo|hoi|hi|dag|beste|goedemorgen|goedemiddag|goedenavond|goedendag|geachte|hey)',
  ja: '(?:.{1,40}様|.{1,30}さん|.{1,30}御中|拝啓|ご担当者様)',
};
