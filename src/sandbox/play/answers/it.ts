import type { Answers } from './answers.ts';

export const italian: Answers = {
  texts: {
    agrees: [
      'Buongiorno,\n\ngiovedì alle 15 va bene. Mi mandi pure un invito.\n\nCordiali saluti,\n{first}',
      'Buongiorno,\n\nmi sembra interessante, sentiamoci. Martedì sono disponibile tra le 10 e le 12.\n\nA presto,\n{first}',
    ],
    'asks for a brochure': [
      'Buongiorno,\n\nprima di parlarne, potrebbe inviarmi la vostra brochure? Preferirei leggerla con calma.\n\nCordiali saluti,\n{first}',
      'Avete del materiale che possa inoltrare ai miei colleghi? Va benissimo un PDF.\n\nGrazie,\n{first}',
    ],
    'is away': [
      'Grazie per il messaggio.\n\nSono fuori ufficio e rientrerò {date}. Fino ad allora non leggerò la posta.\n\nCordiali saluti,\n{first}',
      'Sono in ferie fino a {date}. Per le urgenze potete chiamare il nostro centralino.',
    ],
    'asks for later': [
      'Buongiorno,\n\nin questo momento siamo molto impegnati. La prego di ricontattarmi {date}.\n\nCordiali saluti,\n{first}',
      'L’argomento mi interessa, ma non adesso. Può riscrivermi {date}?\n\n{first}',
    ],
    'opts out': [
      'La prego di togliermi dalla vostra lista.',
      'Non desidero ricevere altre e-mail da voi. Cancellatemi, per favore.\n\n{first}',
    ],
    'refers to somebody': [
      'Buongiorno,\n\nnon sono la persona giusta per questo argomento. La prego di contattare la mia collega {colleague} ({address}).\n\nCordiali saluti,\n{first}',
      'Da noi se ne occupa {colleague}: {address}.\n\nSaluti,\n{first}',
    ],
    'is hard to read': [
      'Mah, sa come vanno le cose da noi.',
      'Mmm, anni fa avevamo avuto qualcosa del genere. Vediamo chi se ne ricorda ancora.\n\n{first}',
    ],
    'is angry': [
      'Dove ha preso il mio indirizzo? Non ho mai dato il consenso. Ai sensi del GDPR esigo di sapere quali dati conservate su di me e passerò la questione al nostro avvocato.\n\n{first}',
      'Questo è spam. Al prossimo messaggio si farà vivo il nostro ufficio legale.',
    ],
  },
  awaySubject: 'Risposta automatica: {subject}',
  colleague: { first: 'Elisa', last: 'Galli' },
};
