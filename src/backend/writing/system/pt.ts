import type { ToneTexts } from './texts.ts';

/** Sem «você» nem «o senhor»: lê-se com naturalidade no Brasil e em Portugal. */
export const portuguese: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Uma ideia para {{ contact.company }}{% else %}Uma pergunta rápida{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Trabalho com {{ priorOwnerName }} e gostaria de dar continuidade a essa conversa.{% endif %}{% elsif priorOwnerName %}Trabalho com {{ priorOwnerName }}, que me pediu para entrar em contato.{% else %}Escrevo porque acredito que podemos ser úteis para {% if contact.company %}{{ contact.company }}{% else %}a sua empresa{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Teria quinze minutos para uma breve conversa por telefone nos próximos dias?{% endif %}{% if assistant.calendarUrl %} Se for mais fácil, escolha aqui o melhor horário: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}Escrevi-lhe há pouco tempo e gostaria de saber a sua opinião.{% else %}Queria apenas ter certeza de que o meu último e-mail não se perdeu.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

O assunto é do seu interesse{% if contact.company %} e do interesse de {{ contact.company }}{% endif %}? Uma linha de resposta é suficiente.`,
    },
    {
      body: `{% if more != "" %}Mais uma ideia, caso ajude. {{ more }}{% else %}Sei que os seus dias são cheios, por isso serei breve.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Se quiser, explico o essencial em dez minutos por telefone, e depois decide se vale mais do seu tempo. Que dia seria melhor?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}Há quem prefira ler antes de conversar. Aqui está um breve resumo: {{ assistant.brochureUrl }}

Se surgir alguma dúvida durante a leitura, basta responder a este e-mail.{% else %}Há quem prefira ler antes de conversar. Quer que eu envie um pequeno resumo por e-mail, para ver quando for melhor?{% endif %}`,
    },
    {
      body: `{% if known %}Sabe melhor do que ninguém o que merece o seu tempo{% if contact.company %} em {{ contact.company }}{% else %}{% endif %}. Poderia dizer-me, em uma ou duas linhas, o que considera mais importante? Escreverei sobre isso, ou não escreverei mais.{% else %}Talvez este assunto não esteja nas suas mãos. Se é outra pessoa{% if contact.company %} em {{ contact.company }}{% endif %} que cuida dele, poderia dizer-me quem é?

E se for mesmo do seu âmbito, gostaria de saber o que considera mais importante.{% endif %}`,
    },
    {
      body: `Talvez o momento não seja o melhor. Não há problema algum: diga-me um mês mais conveniente e volto a escrever então.

Se agora for um bom momento, encontramos facilmente um horário para uma breve conversa.`,
    },
    {
      body: `Caso os meus e-mails anteriores tenham chegado em má hora, aqui vai o essencial.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Acredito que uma conversa curta possa ser útil para ambas as partes.{% endif %}

Parece-lhe que vale a pena? Um «sim» ou «não» é suficiente, e farei como preferir.`,
    },
    {
      body: `Não tive notícias suas, por isso este é o meu último e-mail por agora; não quero encher a sua caixa de entrada.

Se algo mudar, basta responder a este e-mail, hoje ou daqui a um ano. {% if priorOwnerName %}{{ priorOwnerName }} e eu teremos{% else %}Teremos{% endif %} todo o gosto em receber notícias suas.

Desejo-lhe tudo de bom{% if contact.company %}, assim como a todos em {{ contact.company }}{% endif %}.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Consulta para {{ contact.company }}{% else %}Uma breve consulta{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} Trabalho com {{ priorOwnerName }} e gostaria de prosseguir com esta conversa.{% endif %}{% elsif priorOwnerName %}Trabalho com {{ priorOwnerName }} e escrevo a seu pedido.{% elsif value != "" %}Permita-me uma breve apresentação.{% else %}Escrevo porque acredito que podemos ser úteis para {% if contact.company %}{{ contact.company }}{% else %}a sua empresa{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Seria possível uma breve reunião nos próximos dias?{% endif %}{% if assistant.calendarUrl %} O horário pode ser escolhido aqui: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `Retomo o meu e-mail anterior.{% if more != "" %}

{{ more }}{% endif %}

Agradeço desde já uma breve indicação sobre o seu interesse no assunto.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Caso prefira analisar com calma, encontra aqui uma apresentação: {{ assistant.brochureUrl }}{% else %}Caso prefira analisar com calma, posso enviar um resumo por escrito.{% endif %}

Fico à disposição para qualquer esclarecimento.`,
    },
    {
      body: `{% if known %}Gostaria de me cingir ao que considera importante neste assunto. Peço que me indique quando seria conveniente conversarmos.{% else %}É possível que este assunto seja da responsabilidade de outra pessoa na sua empresa. Nesse caso, poderia indicar-me a quem devo dirigir-me?

Se for da sua responsabilidade, peço que me indique quando seria conveniente conversarmos.{% endif %}`,
    },
    {
      body: `Como não recebi resposta, não voltarei a escrever sobre este assunto.

Se mais tarde for do seu interesse, basta uma breve resposta a este e-mail.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Uma pergunta rápida{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}Acredito que podemos ser úteis para {% if contact.company %}{{ contact.company }}{% else %}a sua empresa{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Vale dez minutos do seu tempo?{% endif %}{% if assistant.calendarUrl %} A minha agenda: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}Interessa? «Sim» ou «não» é suficiente.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Para ler em vez de conversar: {{ assistant.brochureUrl }}{% else %}Quer que eu resuma em três linhas?{% endif %}`,
    },
    {
      body: `Este é o meu último e-mail sobre o assunto. Se um dia o momento for melhor, basta responder aqui.`,
    },
  ],
};
