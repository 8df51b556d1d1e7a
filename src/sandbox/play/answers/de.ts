import type { Answers } from './answers.ts';

export const german: Answers = {
  texts: {
    agrees: [
      'Guten Tag,\n\nDonnerstag um 15 Uhr passt mir gut. Schicken Sie mir gern eine Einladung.\n\nViele Grüße\n{first}',
      'Hallo,\n\nklingt interessant, lassen Sie uns telefonieren. Am Dienstag bin ich zwischen 10 und 12 Uhr gut zu erreichen.\n\nBeste Grüße\n{first}',
    ],
    'asks for a brochure': [
      'Guten Tag,\n\nkönnten Sie mir vorab Ihre Broschüre schicken? Ich würde mir das gern erst in Ruhe ansehen.\n\nMit freundlichen Grüßen\n{first}',
      'Haben Sie Unterlagen dazu, die ich an mein Team weitergeben kann? Ein PDF genügt.\n\n{first}',
    ],
    'is away': [
      'Vielen Dank für Ihre Nachricht.\n\nIch bin zurzeit nicht im Büro und ab {date}, wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.\n\nMit freundlichen Grüßen\n{first}',
      'Ich bin im Urlaub und am {date}, wieder im Haus. In dringenden Fällen wenden Sie sich bitte an unsere Zentrale.',
    ],
    'asks for later': [
      'Guten Tag,\n\nim Moment ist bei uns leider zu viel los. Bitte melden Sie sich am {date}, noch einmal.\n\nViele Grüße\n{first}',
      'Grundsätzlich interessant, aber nicht jetzt. Kommen Sie gern am {date}, wieder auf mich zu.\n\n{first}',
    ],
    'opts out': [
      'Bitte nehmen Sie mich aus Ihrem Verteiler.',
      'Ich möchte keine weiteren E-Mails von Ihnen erhalten. Bitte melden Sie mich ab.\n\n{first}',
    ],
    'refers to somebody': [
      'Guten Tag,\n\ndafür bin ich nicht der richtige Ansprechpartner. Bitte wenden Sie sich an {colleague} ({address}).\n\nFreundliche Grüße\n{first}',
      'Um dieses Thema kümmert sich bei uns {colleague}, erreichbar unter {address}.\n\nBeste Grüße\n{first}',
    ],
    'is hard to read': [
      'Na ja, Sie wissen ja, wie das bei uns ist.',
      'Hm, da war doch vor Jahren schon einmal etwas. Mal sehen, wer sich noch daran erinnert.\n\n{first}',
    ],
    'is angry': [
      'Woher haben Sie meine Adresse? Ich habe dem nie zugestimmt. Ich verlange Auskunft nach Art. 15 DSGVO und werde das an unseren Anwalt weitergeben.\n\n{first}',
      'Das ist Spam. Sollte ich noch einmal von Ihnen hören, wird sich unsere Rechtsabteilung bei Ihnen melden.',
    ],
  },
  awaySubject: 'Abwesenheitsnotiz: {subject}',
  colleague: { first: 'Sabine', last: 'Reuter' },
};
