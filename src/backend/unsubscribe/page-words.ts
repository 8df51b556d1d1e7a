interface PageWords {
  title: string;
  /** What the button does, and that nothing has happened yet. */
  ask: string;
  /** `address`: escaped. */
  button(address: string): string;
  done(address: string): string;
  doneTitle: string;
}

/** The page behind the link of a mail, in the languages in which Baton writes. */
const pageWords = {
  en: {
    title: 'Unsubscribe',
    ask: 'You will get no more emails from this sender.',
    button: (address) => `Unsubscribe ${address}`,
    doneTitle: 'Unsubscribed',
    done: (address) => `${address} will get no more emails from this sender. You can close this page.`,
  },
  de: {
    title: 'Abmelden',
    ask: 'Sie erhalten dann keine E-Mails dieses Absenders mehr.',
    button: (address) => `${address} abmelden`,
    doneTitle: 'Sie sind abgemeldet',
    done: (address) =>
      `${address} erhält keine E-Mails dieses Absenders mehr. Sie können diese Seite schließen.`,
  },
  fr: {
    title: 'Se désinscrire',
    ask: 'Vous ne recevrez plus d’e-mails de cet expéditeur.',
    button: (address) => `Désinscrire ${address}`,
    doneTitle: 'Vous êtes désinscrit(e)',
    done: (address) =>
      `${address} ne recevra plus d’e-mails de cet expéditeur. Vous pouvez fermer cette page.`,
  },
  es: {
    title: 'Darse de baja',
    ask: 'No recibirá más correos de este remitente.',
    button: (address) => `Dar de baja ${address}`,
    doneTitle: 'Se ha dado de baja',
    done: (address) => `${address} no recibirá más correos de este remitente. Puede cerrar esta página.`,
  },
  pt: {
    title: 'Cancelar o envio',
    ask: 'Não receberá mais e-mails deste remetente.',
    button: (address) => `Cancelar para ${address}`,
    doneTitle: 'Envio cancelado',
    done: (address) => `${address} não receberá mais e-mails deste remetente. Pode fechar esta página.`,
  },
  it: {
    title: 'Annulla l’iscrizione',
    ask: 'Non riceverà più e-mail da questo mittente.',
    button: (address) => `Annulla per ${address}`,
    doneTitle: 'Iscrizione annullata',
    done: (address) => `${address} non riceverà più e-mail da questo mittente. Può chiudere questa pagina.`,
  },
  nl: {
    title: 'Afmelden',
    ask: 'U ontvangt dan geen e-mails van deze afzender meer.',
    button: (address) => `${address} afmelden`,
    doneTitle: 'U bent afgemeld',
    done: (address) => `${address} ontvangt geen e-mails van deze afzender meer. U kunt deze pagina sluiten.`,
  },
  ja: {
    title: '配信停止',
    ask: 'この送信者からのメールは今後届かなくなります。',
    button: (address) => `${address} への配信を停止する`,
    doneTitle: '配信を停止しました',
    done: (address) =>
      `${address} 宛てに、この送信者からのメールは今後届きません。このページは閉じてかまいません。`,
  },
} as const satisfies Readonly<Record<string, PageWords>>;

type PageLanguage = keyof typeof pageWords;
const isOurs = (language: string): language is PageLanguage => language in pageWords;

/**
 * The words of the page: in the language that the link names, else the first of the browser's that Baton speaks, else
 * English. @param accepted the languages that a browser asks for, the best first, as `pt-BR`
 */
export function wordsFor(
  named: unknown,
  accepted: readonly string[],
): { language: PageLanguage; words: PageWords } {
  const wanted = [typeof named === 'string' ? named : '', ...accepted];
  const known = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isOurs);
  const language = known ?? 'en';
  return { language, words: pageWords[language] };
}
