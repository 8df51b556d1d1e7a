import type { Language } from '../ground/languages.ts';

/** Words of ours around what others wrote, in the language of the mail. */
interface Glue {
  /** The question that ends a first mail when the Context has none. */
  ask: string;
  /** Subject of a mail that answers to none. */
  subject: string;
  /** Somebody named this contact as the one to turn to; null: nobody whose name is known. */
  nameFrom(somebody: string | null): string;
  /** A company description that is only an address. */
  website(url: string): string;
  /** A company description that is only a few words. */
  inFewWords(words: string): string;
}

export const glue: Readonly<Record<Language, Glue>> = {
  en: {
    ask: 'Would you have fifteen minutes for a short call in the next days?',
    subject: 'Following up',
    nameFrom: (somebody) =>
      somebody ? `I have your name from ${somebody}.` : 'I have your name from a colleague of yours.',
    website: (url) => `You can read more about us on our website (${url}).`,
    inFewWords: (words) => `What we do, in a few words: ${words}.`,
  },
  de: {
    ask: 'Hätten Sie in den nächsten Tagen eine Viertelstunde für ein kurzes Telefonat?',
    subject: 'Kurze Nachfrage',
    nameFrom: (somebody) =>
      somebody ? `Ihren Namen habe ich von ${somebody}.` : 'Ihren Namen habe ich aus Ihrem Kollegenkreis.',
    website: (url) => `Mehr über uns lesen Sie auf unserer Website (${url}).`,
    inFewWords: (words) => `Was wir machen, in wenigen Worten: ${words}.`,
  },
  fr: {
    ask: 'Auriez-vous un quart d’heure pour un bref échange téléphonique dans les prochains jours ?',
    subject: 'Prise de contact',
    nameFrom: (somebody) =>
      somebody
        ? `Votre nom m’a été donné par ${somebody}.`
        : 'Votre nom m’a été donné par l’un de vos collègues.',
    website: (url) => `Vous en saurez plus sur nous sur notre site (${url}).`,
    inFewWords: (words) => `Notre activité, en quelques mots : ${words}.`,
  },
  es: {
    ask: '¿Tendría quince minutos para una breve llamada en los próximos días?',
    subject: 'Una breve consulta',
    nameFrom: (somebody) =>
      somebody ? `${somebody} me ha dado su nombre.` : 'Alguien de su empresa me ha dado su nombre.',
    website: (url) => `Puede leer más sobre nosotros en nuestra página web (${url}).`,
    inFewWords: (words) => `A qué nos dedicamos, en pocas palabras: ${words}.`,
  },
  pt: {
    ask: 'Teria quinze minutos para uma breve chamada nos próximos dias?',
    subject: 'Uma breve pergunta',
    nameFrom: (somebody) =>
      somebody ? `${somebody} indicou-me o seu nome.` : 'Alguém da sua empresa indicou-me o seu nome.',
    website: (url) => `Pode ler mais sobre nós no nosso site (${url}).`,
    inFewWords: (words) => `O que fazemos, em poucas palavras: ${words}.`,
  },
  it: {
    ask: 'Avrebbe un quarto d’ora per una breve telefonata nei prossimi giorni?',
    subject: 'Una breve domanda',
    nameFrom: (somebody) =>
      somebody ? `Ho avuto il Suo nome da ${somebody}.` : 'Ho avuto il Suo nome da un Suo collega.',
    website: (url) => `Può leggere di più su di noi sul nostro sito (${url}).`,
    inFewWords: (words) => `Di cosa ci occupiamo, in poche parole: ${words}.`,
  },
  nl: {
    ask: 'Hebt u de komende dagen een kwartier voor een kort telefoongesprek?',
    subject: 'Een korte vraag',
    nameFrom: (somebody) =>
      somebody
        ? `Uw naam heb ik van ${somebody} gekregen.`
        : 'Uw naam heb ik van een collega van u gekregen.',
    website: (url) => `Meer over ons leest u op onze website (${url}).`,
    inFewWords: (words) => `Wat wij doen, in een paar woorden: ${words}.`,
  },
  ja: {
    ask: '近日中に15分ほど、お電話でお話しするお時間をいただけますでしょうか。',
    subject: 'ご相談',
    nameFrom: (somebody) =>
      somebody
        ? `${somebody}様より、ご担当者としてお名前を伺いました。`
        : '貴社の方より、ご担当者としてお名前を伺いました。',
    website: (url) => `弊社については、ウェブサイト（${url}）をご覧ください。`,
    inFewWords: (words) => `弊社の事業は、一言で申し上げますと「${words}」です。`,
  },
};
