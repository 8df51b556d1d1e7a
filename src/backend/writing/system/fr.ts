import type { ToneTexts } from './texts.ts';

/** Vouvoiement ; pas d’accord qui trahirait le genre de qui écrit ou de qui lit. */
export const french: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Une idée pour {{ contact.company }}{% else %}Une petite question{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Je travaille avec {{ priorOwnerName }} et j’aimerais poursuivre cet échange avec vous.{% endif %}{% elsif priorOwnerName %}Je travaille avec {{ priorOwnerName }}, qui m’a demandé de prendre contact avec vous.{% else %}Je me permets de vous écrire, car je pense que nous pourrions être utiles à {% if contact.company %}{{ contact.company }}{% else %}votre entreprise{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Auriez-vous un quart d’heure pour un bref échange téléphonique dans les prochains jours ?{% endif %}{% if assistant.calendarUrl %} Si c’est plus simple, choisissez ici le moment qui vous convient : {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}Je vous ai écrit il y a peu et j’aimerais beaucoup avoir votre avis.{% else %}Je voulais simplement m’assurer que mon dernier message ne s’était pas perdu.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

Le sujet vous intéresse-t-il{% if contact.company %}, vous et {{ contact.company }}{% endif %} ? Une ligne de réponse suffit largement.`,
    },
    {
      body: `{% if more != "" %}Encore un point, s’il peut vous être utile. {{ more }}{% else %}Je sais que vos journées sont bien remplies, je vais donc à l’essentiel.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Si vous le souhaitez, je peux vous expliquer l’essentiel en dix minutes par téléphone, et vous déciderez ensuite si cela mérite davantage de votre temps. Quel jour vous conviendrait ?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}Certains préfèrent lire avant de parler. Voici une présentation rapide : {{ assistant.brochureUrl }}

Si une question vous vient à la lecture, répondez simplement à ce message.{% else %}Certains préfèrent lire avant de parler. Souhaitez-vous que je vous envoie un court résumé, à parcourir quand vous le voudrez ?{% endif %}`,
    },
    {
      body: `{% if known %}Vous savez mieux que personne ce qui mérite votre temps{% if contact.company %} chez {{ contact.company }}{% else %}{% endif %}. Pourriez-vous me dire en une ou deux lignes ce qui compte le plus à vos yeux ? Je vous écrirai à ce sujet, ou plus du tout.{% else %}Peut-être ne suis-je pas à la bonne adresse. Si un ou une collègue{% if contact.company %} chez {{ contact.company }}{% endif %} s’occupe de ce sujet, pourriez-vous me dire qui ?

Et si c’est bien vous, j’aimerais savoir ce qui compte le plus à vos yeux.{% endif %}`,
    },
    {
      body: `Le moment n’est peut-être pas le bon. Ce n’est pas du tout un problème : indiquez-moi un mois qui vous arrange, et je reviendrai vers vous à ce moment-là.

Si maintenant vous convient, nous trouverons facilement une date pour un bref échange.`,
    },
    {
      body: `Au cas où mes messages précédents seraient arrivés au mauvais moment, voici l’essentiel en quelques mots.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Je crois qu’une courte conversation pourrait nous être utile à tous les deux.{% endif %}

Cela en vaut-il la peine ? « Oui » ou « non » me suffit, et j’en tiendrai compte.`,
    },
    {
      body: `Sans nouvelles de votre part, je vous adresse ici mon dernier message pour le moment ; je ne voudrais pas encombrer votre boîte.

Si les choses changent, répondez simplement à ce message, aujourd’hui ou dans un an. {% if priorOwnerName %}{{ priorOwnerName }} et moi serons{% else %}Nous serons{% endif %} heureux de vous lire.

Je vous souhaite une très bonne continuation{% if contact.company %}, ainsi qu’à toute l’équipe de {{ contact.company }}{% endif %}.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}À l’attention de {{ contact.company }}{% else %}Prise de contact{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Je travaille avec {{ priorOwnerName }} et souhaiterais poursuivre cet échange avec vous.{% endif %}{% elsif priorOwnerName %}Je travaille avec {{ priorOwnerName }} et prends contact avec vous à sa demande.{% elsif value != "" %}Permettez-moi de nous présenter en quelques mots.{% else %}Je vous écris, car je pense que nous pourrions être utiles à {% if contact.company %}{{ contact.company }}{% else %}votre entreprise{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Seriez-vous disponible pour un court entretien dans les prochains jours ?{% endif %}{% if assistant.calendarUrl %} Vous pouvez, si vous le souhaitez, choisir un créneau ici : {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `Je me permets de revenir vers vous à la suite de mon précédent message.{% if more != "" %}

{{ more }}{% endif %}

Pourriez-vous m’indiquer si le sujet retient votre intérêt ?`,
    },
    {
      body: `{% if assistant.brochureUrl %}Si vous préférez en prendre connaissance à votre rythme, vous trouverez une présentation ici : {{ assistant.brochureUrl }}{% else %}Si vous préférez en prendre connaissance à votre rythme, je vous adresserai volontiers une synthèse écrite.{% endif %}

Je reste à votre disposition pour toute question.`,
    },
    {
      body: `{% if known %}Je souhaite m’en tenir à ce qui compte pour vous dans ce domaine. Merci de me préciser à quel moment un entretien vous conviendrait.{% else %}Il se peut que ce sujet relève d’une autre personne au sein de votre entreprise. Dans ce cas, pourriez-vous m’indiquer à qui m’adresser ?

Si vous en avez la charge, merci de me préciser à quel moment un entretien vous conviendrait.{% endif %}`,
    },
    {
      body: `N’ayant pas reçu de réponse, je ne vous écrirai plus à ce sujet.

S’il devait vous intéresser plus tard, une simple réponse à ce message suffira.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Une petite question{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}Je pense que nous pourrions être utiles à {% if contact.company %}{{ contact.company }}{% else %}votre entreprise{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Cela vaut-il dix minutes de votre temps ?{% endif %}{% if assistant.calendarUrl %} Mon agenda : {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}Cela vous parle ? « Oui » ou « non » suffit.`,
    },
    {
      body: `{% if assistant.brochureUrl %}À lire plutôt qu’à écouter : {{ assistant.brochureUrl }}{% else %}Voulez-vous que je vous le résume en trois lignes ?{% endif %}`,
    },
    {
      body: `C’est mon dernier message à ce sujet. Si le moment devient plus propice, répondez simplement ici.`,
    },
  ],
};
