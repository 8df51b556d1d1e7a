import type { Answers } from './answers.ts';

export const portuguese: Answers = {
  texts: {
    agrees: [
      'Olá,\n\nQuinta-feira às 15h está bom para mim. Pode me enviar o convite.\n\nAbraço,\n{first}',
      'Bom dia,\n\nParece interessante, vamos conversar. Na terça-feira estou disponível entre as 10h e as 12h.\n\nObrigado,\n{first}',
    ],
    'asks for a brochure': [
      'Olá,\n\nAntes de conversarmos, poderia me enviar a sua brochura? Prefiro ler com calma primeiro.\n\nObrigado,\n{first}',
      'Vocês têm algum material que eu possa repassar à minha equipe? Um PDF já basta.\n\n{first}',
    ],
    'is away': [
      'Obrigado pela sua mensagem.\n\nEstou fora do escritório e volto na {date}. Até lá não terei acesso ao meu e-mail.\n\nAtenciosamente,\n{first}',
      'Estou de férias até {date}. Em caso de urgência, ligue para a nossa recepção, por favor.',
    ],
    'asks for later': [
      'Olá,\n\nNeste momento não é possível para nós. Por favor, volte a falar comigo na {date}.\n\nAbraço,\n{first}',
      'O tema interessa, mas não agora. Poderia me contatar novamente na {date}?\n\n{first}',
    ],
    'opts out': [
      'Por favor, retire-me da sua lista.',
      'Não quero mais receber os seus e-mails. Por favor, cancele a minha inscrição.\n\n{first}',
    ],
    'refers to somebody': [
      'Olá,\n\nNão sou a pessoa certa para este assunto. Por favor, entre em contato com a minha colega {colleague} ({address}).\n\nAtenciosamente,\n{first}',
      'Quem cuida deste assunto aqui é {colleague}: {address}.\n\nAbraço,\n{first}',
    ],
    'is hard to read': [
      'Bom, o senhor sabe como são as coisas por aqui.',
      'Hum, tivemos algo parecido há alguns anos. Vamos ver quem ainda se lembra.\n\n{first}',
    ],
    'is angry': [
      'Onde conseguiu o meu endereço? Nunca dei consentimento. Com base na LGPD, exijo saber que dados guardam sobre mim, e vou encaminhar o caso ao nosso advogado.\n\n{first}',
      'Isto é spam. Se eu receber mais uma mensagem, o nosso departamento jurídico entrará em contato.',
    ],
  },
  awaySubject: 'Resposta automática: {subject}',
  colleague: { first: 'Carla', last: 'Moura' },
};
