import type { Language } from '../replies/language.ts';

interface LetterWords {
  /** `first` and `last` name, as far as they are known. */
  greeting(first: string | null, last: string | null): string;
  closing: string;
  /** Before the link. */
  unsubscribe: string;
  /** The link. */
  link: string;
}

const named =
  (before: string, after: string, unnamed: string) =>
  (first: string | null, last: string | null): string => {
    const name = [first, last].filter(Boolean).join(' ');
    return name === '' ? unnamed : `${before}${name}${after}`;
  };

/** What stands around a text that is not in the language of the sequences. */
export const letterWords: Readonly<Record<Exclude<Language, 'en'>, LetterWords>> = {
  de: {
    greeting: named('Guten Tag ', ',', 'Guten Tag,'),
    closing: 'Freundliche Grüße',
    unsubscribe: 'Wenn Sie nichts mehr von mir hören möchten:',
    link: 'abmelden',
  },
  fr: {
    greeting: named('Bonjour ', ',', 'Bonjour,'),
    closing: 'Cordialement,',
    unsubscribe: 'Si vous préférez ne plus recevoir de messages de ma part :',
    link: 'se désinscrire',
  },
  es: {
    greeting: named('Hola, ', ':', 'Hola:'),
    closing: 'Saludos cordiales,',
    unsubscribe: 'Si prefiere no recibir más mensajes míos:',
    link: 'darse de baja',
  },
  pt: {
    greeting: named('Olá, ', ',', 'Olá,'),
    closing: 'Atenciosamente,',
    unsubscribe: 'Se preferir não receber mais mensagens minhas:',
    link: 'cancelar',
  },
  it: {
    greeting: named('Buongiorno ', ',', 'Buongiorno,'),
    closing: 'Cordiali saluti,',
    unsubscribe: 'Se preferisce non ricevere più messaggi da me:',
    link: 'annulla l’iscrizione',
  },
  nl: {
    greeting: named('Beste ', ',', 'Goedendag,'),
    closing: 'Met vriendelijke groet,',
    unsubscribe: 'Als u liever niets meer van mij hoort:',
    link: 'afmelden',
  },
  ja: {
    greeting: (first, last) => ((last ?? first) ? `${last ?? first} 様` : 'ご担当者様'),
    closing: 'どうぞよろしくお願いいたします。',
    unsubscribe: '今後のご案内が不要な場合は、こちらからお手続きください：',
    link: '配信停止',
  },
};
