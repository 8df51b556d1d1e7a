import type { Language } from '../ground/languages.ts';

interface LetterWords {
  /** `first` and `last` name, as far as they are known. */
  greeting(first: string | null, last: string | null): string;
  /** Among people who use first names. */
  informal(first: string | null): string;
  closing: string;
  /** Before the link. */
  unsubscribe: string;
  /** The link. */
  link: string;
  /** Before what stands below the signature. */
  ps: string;
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
    informal: (first) => named('Hallo ', ',', 'Hallo,')(first, null),
    closing: 'Freundliche Grüße',
    unsubscribe: 'Wenn Sie nichts mehr von mir hören möchten:',
    link: 'abmelden',
    ps: 'PS:',
  },
  fr: {
    greeting: named('Bonjour ', ',', 'Bonjour,'),
    informal: (first) => named('Bonjour ', ',', 'Bonjour,')(first, null),
    closing: 'Cordialement,',
    unsubscribe: 'Si vous préférez ne plus recevoir de messages de ma part :',
    link: 'se désinscrire',
    ps: 'P.-S. :',
  },
  es: {
    greeting: named('Hola, ', ':', 'Hola:'),
    informal: (first) => named('Hola, ', ':', 'Hola:')(first, null),
    closing: 'Saludos cordiales,',
    unsubscribe: 'Si prefiere no recibir más mensajes míos:',
    link: 'darse de baja',
    ps: 'P. D.:',
  },
  pt: {
    greeting: named('Olá, ', ',', 'Olá,'),
    informal: (first) => named('Olá, ', ',', 'Olá,')(first, null),
    closing: 'Atenciosamente,',
    unsubscribe: 'Se preferir não receber mais mensagens minhas:',
    link: 'cancelar',
    ps: 'P.S.:',
  },
  it: {
    greeting: named('Buongiorno ', ',', 'Buongiorno,'),
    informal: (first) => named('Ciao ', ',', 'Ciao,')(first, null),
    closing: 'Cordiali saluti,',
    unsubscribe: 'Se preferisce non ricevere più messaggi da me:',
    link: 'annulla l’iscrizione',
    ps: 'P.S.',
  },
  nl: {
    greeting: named('Beste ', ',', 'Goedendag,'),
    informal: (first) => named('Hallo ', ',', 'Hallo,')(first, null),
    closing: 'Met vriendelijke groet,',
    unsubscribe: 'Als u liever niets meer van mij hoort:',
    link: 'afmelden',
    ps: 'PS:',
  },
  ja: {
    greeting: (first, last) => ((last ?? first) ? `${last ?? first} 様` : 'ご担当者様'),
    informal: (first) => (first ? `${first}さん` : 'こんにちは。'),
    closing: 'どうぞよろしくお願いいたします。',
    unsubscribe: '今後のご案内が不要な場合は、こちらからお手続きください：',
    link: '配信停止',
    ps: '追伸：',
  },
};
