import type { ToneTexts } from './texts.ts';

/** 初めての相手に送るビジネスメールの丁寧さ。 */
export const japanese: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}{{ contact.company }}様へのご提案{% else %}ご相談のお願い{% endif %}',
      body: `突然のご連絡失礼いたします。{% if opening != "" %}{{ opening }}{% if priorOwnerName %}{{ priorOwnerName }}とともに担当しており、引き続きお話を伺えればと存じます。{% endif %}{% elsif priorOwnerName %}{{ priorOwnerName }}とともに担当しており、代わってご連絡を差し上げました。{% else %}{% if contact.company %}{{ contact.company }}様{% else %}貴社{% endif %}のお役に立てるのではないかと考え、ご連絡を差し上げました。{% endif %}

{{ value }}{{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}近日中に15分ほど、お電話でお話しするお時間をいただけませんでしょうか。{% endif %}{% if assistant.calendarUrl %}こちらからご都合のよい日時をお選びいただくこともできます：{{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}先日お送りした件につきまして、ご意見を伺えればと思い、改めてご連絡いたしました。{% else %}先日お送りしたメールが埋もれてしまっていないかと思い、改めてご連絡いたしました。{% endif %}{% if more != "" %}

{{ more }}{% endif %}

ご関心はおありでしょうか。一言お返事をいただければ十分でございます。`,
    },
    {
      body: `{% if more != "" %}もう一点だけ、ご参考までにお伝えいたします。{{ more }}{% else %}お忙しいことと存じますので、手短にご連絡いたします。{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}よろしければ、10分ほどのお電話で要点をご説明いたします。その先のお時間をいただくかどうかは、お聞きになってからご判断ください。ご都合のよい日はございますでしょうか。{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}お話の前に資料をご覧になりたい方もいらっしゃるかと存じます。簡単な資料はこちらです：{{ assistant.brochureUrl }}

ご不明な点がございましたら、このメールにそのままご返信ください。{% else %}お話の前に資料をご覧になりたい方もいらっしゃるかと存じます。要点をまとめてメールでお送りいたしましょうか。{% endif %}`,
    },
    {
      body: `{% if known %}お時間をいただく価値のあることだけをお伝えしたいと存じます。特に重視されている点を、一、二行でお聞かせいただけますでしょうか。それに沿ってご連絡するか、今後のご連絡は控えさせていただきます。{% else %}もしかすると、ご担当の方が別にいらっしゃるのかもしれません。その場合は、どなたにご連絡すればよいか教えていただけますでしょうか。

ご担当でいらっしゃる場合は、特に重視されている点をお聞かせいただければ幸いです。{% endif %}`,
    },
    {
      body: `今は時期が合わないのかもしれません。差し支えなければ、ご都合のよい月をお知らせください。その頃に改めてご連絡いたします。

今でもよろしければ、短いお打ち合わせの日程をご相談させてください。`,
    },
    {
      body: `これまでのメールがご多忙の折に届いていたかもしれませんので、要点だけお伝えいたします。

{% if value != "" or offer != "" %}{{ value }}{{ offer }}{% else %}短いお話だけでも、お互いに有益なものになると考えております。{% endif %}

ご関心の有無だけでも、「はい」か「いいえ」でお知らせいただければ、それに沿って対応いたします。`,
    },
    {
      body: `お返事をいただいておりませんので、ひとまずこれを最後のご連絡とさせていただきます。

状況が変わりましたら、いつでもこのメールにご返信ください。{% if priorOwnerName %}{{ priorOwnerName }}ともども{% endif %}ご連絡をお待ちしております。

{% if contact.company %}{{ contact.company }}様{% else %}貴社{% endif %}の益々のご発展をお祈り申し上げます。`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}{{ contact.company }}様へのご案内{% else %}ご案内{% endif %}',
      body: `突然のご連絡を失礼いたします。{% if opening != "" %}{{ opening }}{% if priorOwnerName %}{{ priorOwnerName }}とともに担当しており、引き続きご相談させていただきたく存じます。{% endif %}{% elsif priorOwnerName %}{{ priorOwnerName }}に代わりまして、ご連絡申し上げます。{% elsif value != "" %}まずは簡単に弊社をご紹介させていただきます。{% else %}{% if contact.company %}{{ contact.company }}様{% else %}貴社{% endif %}のお役に立てるのではないかと存じ、ご連絡申し上げます。{% endif %}

{{ value }}{{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}近日中に、短いお打ち合わせのお時間を頂戴できませんでしょうか。{% endif %}{% if assistant.calendarUrl %}日時はこちらからもお選びいただけます：{{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `先日お送りしたメールにつきまして、改めてご連絡申し上げます。{% if more != "" %}

{{ more }}{% endif %}

ご関心の有無につきまして、一言お知らせいただけますと幸いに存じます。`,
    },
    {
      body: `{% if assistant.brochureUrl %}資料にてご検討いただく場合は、こちらをご覧ください：{{ assistant.brochureUrl }}{% else %}資料にてご検討いただく場合は、要点をまとめた文書をお送りいたします。{% endif %}

ご不明な点がございましたら、何なりとお申し付けください。`,
    },
    {
      body: `{% if known %}本件で重視されている点に沿ってお話しできればと存じます。お打ち合わせのご都合をお知らせいただけますと幸いです。{% else %}本件のご担当が別にいらっしゃる場合は、恐れ入りますが、ご連絡先をお教えいただけますと幸いです。

ご担当でいらっしゃる場合は、お打ち合わせのご都合をお知らせいただければと存じます。{% endif %}`,
    },
    {
      body: `お返事をいただいておりませんため、本件につきましてはこれを最後のご連絡とさせていただきます。

今後ご関心をお持ちになりましたら、このメールにご返信くださいますようお願い申し上げます。`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}ご相談のお願い{% endif %}',
      body: `突然のご連絡失礼いたします。{% if opening == "" and value == "" and offer == "" %}{% if contact.company %}{{ contact.company }}様{% else %}貴社{% endif %}のお役に立てるのではないかと考えております。{% else %}{{ opening }}{{ value }}{{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}10分だけお時間をいただけませんでしょうか。{% endif %}{% if assistant.calendarUrl %}日時のご選択はこちらから：{{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}ご関心はございますか。「はい」か「いいえ」だけで結構です。`,
    },
    {
      body: `{% if assistant.brochureUrl %}資料はこちらです：{{ assistant.brochureUrl }}{% else %}要点を三行にまとめてお送りいたしましょうか。{% endif %}`,
    },
    {
      body: `本件のご連絡はこれで最後といたします。時期が合いましたら、このメールにご返信ください。`,
    },
  ],
};
