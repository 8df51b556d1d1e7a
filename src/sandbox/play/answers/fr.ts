import type { Answers } from './answers.ts';

export const french: Answers = {
  texts: {
    agrees: [
      'Bonjour,\n\nJeudi à 15 h me convient. Vous pouvez m’envoyer une invitation.\n\nBien cordialement,\n{first}',
      'Bonjour,\n\nC’est intéressant, parlons-en. Je suis disponible mardi entre 10 h et midi.\n\nBonne journée,\n{first}',
    ],
    'asks for a brochure': [
      'Bonjour,\n\nAvant d’en discuter, pourriez-vous m’envoyer votre brochure ? Je préférerais la lire d’abord.\n\nCordialement,\n{first}',
      'Avez-vous une documentation que je puisse transmettre à mon équipe ? Un PDF suffirait.\n\nMerci,\n{first}',
    ],
    'is away': [
      'Bonjour,\n\nJe suis absent du bureau et serai de retour le {date}. Je prendrai connaissance de votre message à ce moment-là.\n\nCordialement,\n{first}',
      'Merci pour votre message. Je suis en congé jusqu’au {date} et ne consulte pas mes e-mails. En cas d’urgence, merci d’appeler notre standard.',
    ],
    'asks for later': [
      'Bonjour,\n\nCe n’est pas le bon moment pour nous. Merci de me recontacter le {date}.\n\nCordialement,\n{first}',
      'Le sujet m’intéresse, mais pas maintenant. Pourriez-vous revenir vers moi le {date} ?\n\n{first}',
    ],
    'opts out': [
      'Merci de me retirer de votre liste.',
      'Je ne souhaite plus recevoir d’e-mails de votre part. Merci de me désinscrire.\n\n{first}',
    ],
    'refers to somebody': [
      'Bonjour,\n\nJe ne suis pas la bonne personne pour ce sujet. Merci de contacter ma collègue {colleague} ({address}).\n\nCordialement,\n{first}',
      'C’est {colleague} qui s’occupe de ce sujet chez nous : {address}.\n\nBonne journée,\n{first}',
    ],
    'is hard to read': [
      'Bof, vous savez comment c’est chez nous.',
      'Tiens, nous avions eu quelque chose de ce genre autrefois. Reste à voir qui s’en souvient.\n\n{first}',
    ],
    'is angry': [
      'D’où tenez-vous mon adresse ? Je n’ai jamais donné mon accord. En vertu du RGPD, j’exige de savoir quelles données vous détenez à mon sujet ; je transmets à notre avocat.\n\n{first}',
      'C’est du spam. Au prochain message, vous aurez affaire à notre service juridique.',
    ],
  },
  awaySubject: 'Réponse automatique : {subject}',
  colleague: { first: 'Claire', last: 'Fontaine' },
};
