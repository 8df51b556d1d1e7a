import { fold } from '../../replies/dates/words.ts';

/** How to write; null: nothing is said of it. */
export interface Tone {
  formal: boolean | null;
  short: boolean;
}

const any = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'u');

/** In the eight languages, folded: without accents, lower case. */
const FORMAL = any(
  'formal(?:ly)?|very polite|polite|by last name|use (?:her|his|their) (?:last|family) name|formell|formlich|hoflich|siezen|per sie|sie-form|mit sie|formel(?:le)?|soutenu|vouvoyer|vouvoiement|vouvoie|formalmente|de usted|usted|ustedear|formale|dare del lei|dando del lei|del lei|formeel|vousvoyeren|met u|u-vorm|beleefd',
);
const INFORMAL = any(
  'informal(?:ly)?|casual|less formal|relaxed|laid-?back|first-name terms|informell|locker|duzen|per du|du-form|mit du|informel(?:le)?|decontracte|tutoyer|tutoiement|tutoie|familier|tutear|tuteo|de tu|coloquial|cercano|descontraido|por tu|tratar por tu|informale|dare del tu|dando del tu|del tu|colloquiale|amichevole|informeel|tutoyeren|je-vorm|met je|losjes',
);
const NOT_FORMAL = any(
  'not (?:too |so |very |overly )?formal|nicht (?:zu |so )?(?:formell|formlich)|pas (?:trop |si )?formel(?:le)?|(?:no|nada) (?:muy |demasiado |tan )?formal|nao (?:muito |demasiado |tao )?formal|non (?:troppo |cosi )?formale|niet (?:te |zo )?formeel',
);
const SHORT = any(
  'short|shorter|brief(?:ly)?|concise|crisp|to the point|kurz(?:e|er|es)?|knapp|pragnant|court(?:e|s|es)?|bref|breve|breves|breviter|brievement|concis(?:e)?|corto|corta|cortos|conciso|concisa|curto|curta|curtos|sintetico|sintetica|stringato|kort|korte|bondig|beknopt',
);
const NOT_SHORT = any(
  'not (?:too |so |very )?(?:short|brief)|nicht (?:zu |so )?(?:kurz|knapp)|pas (?:trop |si )?(?:court|bref)|no (?:muy |demasiado |tan )?(?:corto|breve)|nao (?:muito |demasiado |tao )?(?:curto|breve)|non (?:troppo |cosi )?(?:corto|breve)|niet (?:te |zo )?kort',
);
const IN_JAPANESE = {
  formal: /敬語|丁寧|フォーマル|かしこまった|改まった/,
  informal: /カジュアル|くだけた|フレンドリー|親しみ|堅苦しくな|堅すぎな|フォーマルすぎな|フォーマルではな/,
  short: /短く|短め|簡潔|手短|端的/,
};

/** What a line about the tone asks for. */
export function readTone(text: string): Tone {
  const said = fold(text.normalize('NFC'));
  const informal = INFORMAL.test(said) || NOT_FORMAL.test(said) || IN_JAPANESE.informal.test(said);
  const formal = FORMAL.test(said) || IN_JAPANESE.formal.test(said);
  return {
    formal: informal ? false : formal ? true : null,
    short: (SHORT.test(said) && !NOT_SHORT.test(said)) || IN_JAPANESE.short.test(said),
  };
}
