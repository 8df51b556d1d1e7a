import type { Answers } from './answers.ts';

export const dutch: Answers = {
  texts: {
    agrees: [
      'Hallo,\n\ndonderdag om 15.00 uur komt mij goed uit. Stuurt u gerust een uitnodiging.\n\nMet vriendelijke groet,\n{first}',
      'Goedendag,\n\ndat klinkt interessant, laten we bellen. Dinsdag ben ik tussen 10 en 12 uur bereikbaar.\n\nGroet,\n{first}',
    ],
    'asks for a brochure': [
      'Goedendag,\n\nkunt u mij eerst uw brochure sturen? Ik lees die graag rustig door voordat we elkaar spreken.\n\nMet vriendelijke groet,\n{first}',
      'Heeft u informatie die ik aan mijn team kan doorsturen? Een pdf is prima.\n\nBedankt,\n{first}',
    ],
    'is away': [
      'Bedankt voor uw bericht.\n\nIk ben niet op kantoor en ben op {date} weer terug. Tot die tijd lees ik mijn e-mail niet.\n\nMet vriendelijke groet,\n{first}',
      'Ik ben met vakantie tot {date}. Voor dringende zaken kunt u onze receptie bellen.',
    ],
    'asks for later': [
      'Goedendag,\n\nhet is bij ons nu erg druk. Neemt u op {date} nog eens contact met mij op?\n\nMet vriendelijke groet,\n{first}',
      'Interessant, maar niet nu. Kunt u mij op {date} nog een keer mailen?\n\n{first}',
    ],
    'opts out': [
      'Wilt u mij van uw lijst halen?',
      'Ik wil geen e-mails meer van u ontvangen. Graag uitschrijven.\n\n{first}',
    ],
    'refers to somebody': [
      'Goedendag,\n\ndaarvoor ben ik niet de juiste persoon. Neemt u contact op met mijn collega {colleague} ({address}).\n\nMet vriendelijke groet,\n{first}',
      '{colleague} gaat hier bij ons over: {address}.\n\nGroet,\n{first}',
    ],
    'is hard to read': [
      'Tja, u weet hoe dat hier gaat.',
      'Hm, zoiets hebben we jaren geleden ook gehad. Even kijken wie zich dat nog herinnert.\n\n{first}',
    ],
    'is angry': [
      'Hoe komt u aan mijn adres? Ik heb hier nooit toestemming voor gegeven. Op grond van de AVG eis ik inzage in mijn gegevens en ik geef dit door aan onze advocaat.\n\n{first}',
      'Dit is spam. Als ik nog één keer iets van u hoor, neemt onze juridische afdeling contact met u op.',
    ],
  },
  awaySubject: 'Automatisch antwoord: {subject}',
  colleague: { first: 'Marieke', last: 'Smit' },
};
