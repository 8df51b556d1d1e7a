import type { Answers } from './answers.ts';

export const spanish: Answers = {
  texts: {
    agrees: [
      'Hola:\n\nEl jueves a las 15:00 me viene bien. Puede enviarme una invitación.\n\nUn saludo,\n{first}',
      'Buenos días:\n\nMe parece interesante, hablemos. El martes estoy disponible entre las 10 y las 12.\n\nSaludos,\n{first}',
    ],
    'asks for a brochure': [
      'Hola:\n\nAntes de hablar, ¿podría enviarme su folleto? Prefiero leerlo primero con calma.\n\nUn saludo,\n{first}',
      '¿Tiene documentación que pueda compartir con mi equipo? Con un PDF es suficiente.\n\nGracias,\n{first}',
    ],
    'is away': [
      'Gracias por su mensaje.\n\nEstoy fuera de la oficina y volveré el {date}. Hasta entonces no tendré acceso a mi correo.\n\nUn saludo,\n{first}',
      'Estoy de vacaciones hasta el {date}. Si es urgente, llame a nuestra centralita, por favor.',
    ],
    'asks for later': [
      'Hola:\n\nAhora mismo no es buen momento para nosotros. Por favor, escríbame de nuevo el {date}.\n\nSaludos,\n{first}',
      'El tema me interesa, pero no ahora. ¿Podría volver a contactarme el {date}?\n\n{first}',
    ],
    'opts out': [
      'Por favor, elimíneme de su lista.',
      'No deseo recibir más correos suyos. Le ruego que me dé de baja.\n\n{first}',
    ],
    'refers to somebody': [
      'Hola:\n\nNo soy la persona indicada para este tema. Por favor, póngase en contacto con mi compañera {colleague} ({address}).\n\nUn saludo,\n{first}',
      'De este tema se encarga {colleague} en nuestra empresa: {address}.\n\nSaludos,\n{first}',
    ],
    'is hard to read': [
      'Bueno, ya sabe usted cómo son las cosas aquí.',
      'Mmm, hace años tuvimos algo parecido. A ver quién se acuerda todavía.\n\n{first}',
    ],
    'is angry': [
      '¿De dónde ha sacado mi dirección? Nunca di mi consentimiento. Conforme al RGPD, exijo saber qué datos míos conserva, y pondré el asunto en manos de nuestro abogado.\n\n{first}',
      'Esto es spam. Si vuelvo a recibir algo suyo, tendrá noticias de nuestro departamento jurídico.',
    ],
  },
  awaySubject: 'Respuesta automática: {subject}',
  colleague: { first: 'Marta', last: 'Ferrer' },
};
