/** Prices, material, questions, small words of a letter. See ../concepts.ts. */
export const wishes: Readonly<Record<string, string>> = {
  prices: `
    price prices pricing cost costs charge fee fees rate rates how_much expensive cheap* preis* kostet
    kosten gebuhr* teuer gunstig* prix tarif* cout* coute combien cher precio* cuesta coste* costo tarifa*
    cuanto caro barat* preco* custa custo* valor valores quanto tabela_de_precos prezz* costa costi tariff*
    prijs* kost tarief tarieven hoeveel duur 価格 料金 費用 値段 いくら おいくら 単価`,
  quotation: `
    quote quotation proposal estimate offer_for formal_offer tender angebot* offerte kostenvoranschlag
    ausschreibung devis offre_chiffree chiffrage appel_d'offres cotizacion cotiza* cotice presupuesto_para
    oferta_formal licitacion orcamento* cotacao proposta_comercial proposta_formal licitacao preventiv*
    offerta_formale quotazione gara offerte* aanbesteding offreren 見積 お見積 見積書 入札 提案書`,
  purchase: `
    buy purchase order place_an_order po invoice sign_up sign signing subscribe kaufen bestell* beauftrag*
    auftrag unterschrei* abschliess* rechnung acheter command* signer signons bon_de_commande facture
    comprar compra_de pedido firmar contratar orden_de_compra factura assinar fechar_negocio fechar
    pedido_de_compra fatura nota_fiscal acquist* ordin* firmare firmiamo fattura sottoscriv* kopen bestel*
    tekenen ondertekenen factuur aanschaf* 購入 発注 注文 申し込 契約書 買い 請求書 導入したい 契約したい`,
  trial: `
    trial pilot test_account free_trial try_it try_out sandbox test* testzugang probe* pilot* ausprobieren
    probier* essai* tester pilote periode_d'essai prueba* piloto probar probarlo teste* experimentar testar
    periodo_de_teste prova* pilota provare provarlo testare proef* uitproberen proberen testen トライアル お試し 試用
    試し 無料体験 テスト導入`,
  contract: `
    contract contracts agreement terms vertrag vertrage vertragsentwurf konditionen agb contrat* conditions
    contrato* condiciones contratos condicoes contratto contratti condizioni overeenkomst voorwaarden 契約 条件
    約款`,
  licences: `
    licence* license* seat seats users user lizenz* nutzer benutzer arbeitsplatze utilisateur* postes
    licencia* usuario* puestos licenca* utilizador* usuarios licenz* utenti postazion* licentie* gebruiker*
    ライセンス ユーザー アカウント 名分 席分 人分`,
  start: `
    start starting begin kick_off get_started next_step* onboard* go_live starten loslegen anfangen beginnen
    einfuhr* nachste_schritte demarr* commenc* on_y_va prochaines_etapes lancer empezar arrancar comenzar
    siguientes_pasos proximos_pasos iniciar comecar arrancar_com proximos_passos avancar avanzar
    seguir_em_frente seguir_adelante iniziare partire partiamo cominci* prossimi_passi procedere procediamo
    van_start volgende_stap* opstarten doorgaan 開始 始め 進めて 進め 手続き 導入 スタート 次のステップ`,
  interested: `
    interested interesting intrigued keen curious interessiert interessant neugierig spannend interesse*
    curieux intrigu* interesad* interesante me_interesa nos_interesa curios* intrig* interessad*
    interessante me_interessa interessat* mi_interessa ci_interessa incuriosit* geinteresseerd nieuwsgierig
    benieuwd 興味 関心 気になる 気になり 面白 魅力`,
  wanted: `
    we_want i_want we'd_like i'd_like we_need let's_do we'll_take i'll_take wir_wollen ich_will wir_mochten
    ich_mochte ich_hatte wir_nehmen ich_nehme wir_brauchen nous_voulons je_veux nous_souhaitons je_souhaite
    je_voudrais on_prend je_prends on_voudrait j'aimerais queremos quiero quisiera quisieramos me_gustaria
    lo_queremos nos_gustaria quero gostaria gostariamos queria queriamos vogliamo voglio vorremmo vorrei
    lo_prendiamo ci_servirebbe wij_willen we_willen ik_wil ik_zou we_nemen graag_zou たいです たいと思 したい 希望します 希望
    お願いしたい`,
  brochure: `
    brochure* leaflet flyer catalog* catalogue* pamphlet folder prospekt* broschur* katalog* infomappe
    plaquette* depliant folleto* catalogo* triptico dossier folheto* portfolio prospecto brochure catalogo
    opuscolo folder* catalogus prospectus 資料 カタログ パンフレット パンフ リーフレット`,
  deck: `
    deck slides presentation powerpoint one_pager onepager fact_sheet datasheet data_sheet spec_sheet
    white_paper whitepaper pdf prasentation* folien datenblatt* ubersicht unterlage* infomaterial einseiter
    diaporama fiche_technique fiche_produit document* documentation presentacion* ficha_tecnica ficha
    documento* documentacion hoja apresentaca* documentaca* material presentazion* scheda schede documento
    documenti documentazione materiale presentatie* factsheet documentatie informatie* ホワイトペーパー スライド 説明資料 一枚
    仕様書 データシート 概要`,
  caseStudy: `
    case_study case_studies use_case* reference* referenzen referenz fallstudie* anwendungsbeispiel*
    erfahrungsbericht* etude_de_cas etudes_de_cas cas_client* references caso_de_exito casos_de_exito
    referencias caso_practico estudo_de_caso estudos_de_caso caso_de_sucesso casos_de_sucesso caso_studio
    casi_studio referenze caso_di_successo casestudy praktijkvoorbeeld* klantcase* referentie* 事例 導入事例 実績
    参考資料`,
  sendMe: `
    send_me send_us send_over send_it send_the send_something email_me mail_me forward_me share_the shoot_me
    schicken_sie schick_mir schickt_mir senden_sie zuschicken zusenden zukommen mailen_sie envoyez* envoie*
    m'envoyer nous_envoyer transmettez faites_moi_parvenir parvenir envieme enviame enviar* envie* mandame
    mandeme manda mandar mande mandem envia pasame paseme envie_me me_manda me_mande me_envia me_envie
    mandar_me inviat* inviami mandami mandi mandatemi mi_mandi mi_invii spedisc* mi_faccia_avere stuur*
    sturen opsturen mailen_jullie toesturen doorsturen_van 送って お送り 送付 ください 頂けます いただけます 添付`,
  readFirst: `
    something_to_read have_a_look take_a_look read_through look_at_it in_writing before_we zum_lesen
    durchlesen in_ruhe_lesen ansehen anschauen schriftlich quelque_chose_a_lire lire regarder par_ecrit
    consulter para_leer algo_para_leer leerlo revisar por_escrito echarle_un mirar para_ler dar_uma_olhada
    ler_com_calma analisar da_leggere leggere dare_un'occhiata guardare per_iscritto om_te_lezen bekijken
    doorlezen schriftelijk inlezen 読んで 拝見 目を通 確認したい 見てみ 検討したい 書面 郵送`,
  howAsked: `
    how_does how_do how_is how_long how_many how_would wie_funktioniert wie_lange wie_viele wie_lauft
    wie_geht comment_ca comment_fonctionne comment_se combien_de_temps como_funciona como_se como_es
    cuanto_tiempo como_e quanto_tempo come_funziona come_si come_fa hoe_werkt hoe_lang hoe_gaat hoe_zit
    どのように どうやって どのくらい どれくらい 仕組み 使い方`,
  whatAsked: `
    what_is what_does what's what_are which was_ist was_macht was_genau was_bedeutet welche* c'est_quoi
    qu'est_ce quel_est quelle_est quels quelles que_es que_hace que_incluye cual_es cuales o_que_e o_que_faz
    qual_e quais que_inclui cos'e cosa_fa cosa_include quali wat_is wat_doet wat_houdt welke 何が どんな どういう 具体的
    とは`,
  whoAsked: `
    who_are_you who_is_this who_are what_company wer_sind_sie wer_ist wer_seid qui_etes qui_est quien_es
    quienes_son quien_eres quem_e quem_sao chi_siete chi_sei chi_e wie_bent wie_zijn wie_is どちら様 どなた 誰 どちらの
    どこの会社 御社は何`,
  whether: `
    does_it can_it do_you is_it can_you could_you are_you have_you would_it is_there kann_man konnen_sie
    gibt_es haben_sie ist_das lauft_das unterstutz* est_ce_que y_a_t_il avez_vous pouvez_vous peut_on
    proposez_vous tiene* tienen se_puede pueden puede hay es_posible funciona_con voces_tem tem da_para
    consegue* e_possivel funciona_com aceita* avete si_puo potete e_possibile c'e funziona_con supporta*
    hebben_jullie kunnen_jullie kan_het is_er werkt_het is_het_mogelijk ありますか できますか でしょうか 可能ですか 対応していますか
    ませんか`,
  technical: `
    integrat* api sap excel crm erp software cloud server hosting security iso data install* compatib*
    interface schnittstell* einbind* sicherheit* datenbank anbind* installier* integr* logiciel interface*
    heberg* securite sauvegarde integra* seguridad servidor nube instalar seguranca nuvem integraz*
    sicurezza gestionale installa* koppel* beveilig* integreer* koppeling 連携 セキュリティ サーバー クラウド システム 互換 対応
    インストール`,
  explain: `
    explain clarify details detail more_information more_info understand tell_me_more wonder* erklar*
    erlauter* genauer naheres mehr_infos mehr_informationen verstehe expliq* precis* plus_d'infos
    plus_d'informations en_savoir_plus comprendre explic* aclar* detalle* mas_informacion mas_info entender
    saber_mas esclarec* detalhe* mais_informac* mais_info saber_mais perceber spieg* chiar* dettagl*
    maggiori_informazioni piu_informazioni capire saperne uitleg* toelicht* meer_informatie meer_info
    begrijp* weten_of 詳しく 詳細 説明 教えて 知りたい 伺い お聞かせ 質問 疑問`,
  difference: `
    difference different compare* comparison versus better_than unterschied* vergleich* besser_als
    anders_als difference* comparer comparaison mieux_que diferencia* comparar comparacion mejor_que
    diferenca* comparacao melhor_que differenz* confront* meglio_di verschil* vergelijk* beter_dan 違い 比較 比べ
    差`,
  thanked: `
    thanks thank thx cheers ta danke dank merci gracias obrigad* grazie bedankt dank_u dankjewel ありがとう 感謝 お礼
    御礼`,
  noted: `
    ok okay okey k noted got_it understood alles_klar verstanden in_ordnung oki bien_note compris note
    entendido enterad* recibido anotado ciente entendi recebido ricevuto capito ho_capito preso_nota
    begrepen duidelijk genoteerd prima oke 了解 承知 確認しました 受け取りました はい`,
  emoji: `
    👍 🙏 😊 😂 😅 👌 🙂 😉 lol haha jaja kkk rsrs hihi www 笑 (笑)`,
  congrats: `
    congratulations happy_new happy_birthday merry happy_holidays frohe* alles_gute gluckwunsch* joyeux
    bonne_annee felicit* felices feliz* felicidades parabens boas_festas auguri buon_natale buone_feste
    complimenti fijne_feestdagen gelukkig* gefeliciteerd おめでとう お祝い 良いお年`,
  smallTalk: `
    how_are_you hope_you hope_all remember_me long_time weather wie_geht's wie_geht_es wetter lange_nicht
    comment_allez comment_vas ca_va meteo como_estas como_esta como_va clima tudo_bem como_vai tempo_sem
    come_va come_stai come_sta tempo hoe_gaat hoe_is_het weer lang_niet お元気 天気 ご無沙汰 お久し`,
  maybe: `
    maybe perhaps might possibly not_sure unsure hmm hm let_me_think think_about think_it_over we'll_see
    consider vielleicht eventuell moglicherweise mal_sehen mal_schauen uberleg* nicht_sicher weiss_nicht
    peut_etre eventuellement je_ne_sais on_verra reflech* pas_sur quiza* tal_vez a_lo_mejor no_se ya_veremos
    lo_pienso pensar* no_estoy_segur* talvez quem_sabe nao_sei vamos_ver vou_pensar nao_tenho_certeza
    logo_se_ve forse magari non_so vediamo ci_penso non_sono_sicur* chissa misschien wellicht eventueel
    weet_niet we_zien denk_erover nadenken even_denken かもしれ 検討 考え わかりません 分かりません さあ うーん 微妙 たぶん`,
  recall: `
    recall wrong_email sent_by_mistake ignore disregard mistake accidentally irrtumlich* versehentlich
    ignorieren zuruckrufen erreur par_erreur ignorer rappel_de por_error ignorar error por_engano erro
    per_errore ignorare errore ignora per_ongeluk vergissing negeer foutje 間違えて 誤送信 無視して 取り消し`,
  invitationDeclined: `
    declined has_declined accepted tentative abgelehnt zugesagt decline refuse_l'invitation rechazad*
    rechazo recusad* recusou rifiutat* geweigerd 辞退 欠席`,
  readReceipt: `
    read_receipt your_message was_read opened lesebestatigung gelesen_am accuse_de_lecture lu_le leido_el
    confirmacion_de_lectura confirmacao_de_leitura lida_em conferma_di_lettura letto_il leesbevestiging
    gelezen_op 開封 開封確認`,
  but: `
    but however although though unfortunately sadly aber jedoch allerdings leider trotzdem mais cependant
    toutefois malheureusement helas pourtant pero sin_embargo aunque lamentablemente desgraciadamente mas
    porem contudo embora infelizmente no_entanto ma tuttavia purtroppo anche_se maar echter hoewel helaas
    しかし ただ ですが けど けれど 残念 あいにく とはいえ`,
  apology: `
    sorry apologies apologize entschuldig* tut_mir_leid verzeih* desole* excus* pardon lo_siento disculp*
    perdon desculp* lamento sinto_muito scus* mi_dispiace spiacente spijt excuses 申し訳 すみません すいません 恐縮 ごめん`,
  praise: `
    impressive great_product nice well_written love_your lovely beautiful wonderful excellent brilliant
    well_done respect toll* super klasse schon_geschrieben hervorragend beeindruck* chapeau wunderbar
    sympathisch bravo magnifique superbe impression* joli sympa bien_ecrit excelente* bonito bonita genial
    impresion* lindo maravill* muy_bueno linda parabens_pelo bacana bel bella bello complimenti ottim*
    bellissim* eccellent* bravi simpatic* mooi* knap leuk_geschreven prachtig uitstekend indrukwekkend
    compliment* 素晴らし すばらし 感心 丁寧 立派 感銘 見事 羨まし`,
  wouldLove: `
    would_love i'd_love wish_i would_have if_i_could hatte_gern wurde_gerne ware_schon wenn_ich_konnte
    aurais_aime aimerais serait_bien si_je_pouvais me_habria hubiera ojala me_encantaria si_pudiera
    seria_bom teria_gost* adoraria se_eu_pudesse quem_me_dera mi_piacerebbe avrei_voluto sarebbe_bello
    se_potessi zou_graag had_graag wou_dat kon_ik たかった ところですが 山々 本音`,
  if: `
    if unless provided_that on_condition falls sofern unter_der_bedingung wenn si a_condition si_vous si_tu
    pourvu siempre_que si_es si_me si_no a_condicion con_tal se desde_que se_for caso com_a_condicao se_mi
    se_e a_patto purche se_ci als mits indien op_voorwaarde なら もし 場合 れば`,
  please: `
    please pls kindly bitte s'il_vous svp stp merci_de veuillez prie por_favor favor_de sirvase favor
    se_faz_favor gentileza per_favore per_cortesia cortesemente prego si_prega gelieve alstublieft aub graag
    お願い ください 下さい 何卒`,
  met: `
    we_met i_met spoke_with talked_to had_a_call our_call last_week last_month yesterday haben_gesprochen
    haben_uns_getroffen letzte_woche gestern war_dabei on_s'est avons_parle semaine_derniere hier
    nous_etions hablamos nos_vimos semana_pasada ayer estuvimos falamos conversamos semana_passada ontem
    estivemos abbiamo_parlato ci_siamo_visti settimana_scorsa ieri siamo_stati hebben_gesproken vorige_week
    gisteren spraken elkaar_gezien 先日 先週 昨日 以前 前回 でした`,
  noCalls: `
    don't_call no_calls no_call no_phone rather_not_talk no_meeting prefer_email by_email_only nicht_anrufen
    kein_anruf keine_anrufe lieber_per_mail per_mail_reicht keinen_termin pas_de_telephone ne_m'appelez_pas
    pas_d'appel par_mail plutot_par no_me_llame* nada_de_llamadas por_correo_mejor sin_llamadas prefiero_por
    nao_me_ligue* sem_ligacao prefiro_por nao_liga por_email por_e non_mi_chiam* niente_telefonate
    niente_chiamate preferisco_via preferisco_per via_mail niet_bellen geen_telefoon liever_per
    per_mail_graag geen_afspraak 電話は不要 電話はしないで 電話は苦手 電話より メールで お電話は`,
  currency: `
    eur euro euros dollars usd pounds chf yen real reais pesos 円 万円 € $ £`,
  firstPerson: `
    i i'm i've i'll my me ich mein* mir mich bin je j'ai suis mon ma moi yo mi mis estoy soy tengo eu meu
    minha estou sou tenho io mio mia sono ho ik mijn mij ben heb 私 僕 わたし 当方 小生`,
  thirdPerson: `
    he she his her him they er ihm seine* il elle lui el ella ele ela dele dela lei hij zij haar hem 彼 彼女 さん
    氏`,
  title: `
    mr mrs ms herr frau herrn monsieur madame mme m senor senora sr sra don dona signor signora sig dott
    dottoressa meneer mevrouw dhr mevr 様 さん 氏 先生`,
  opinion: `
    opinion think_that glaube denke pense_que creo_que acho_que penso_che denk_dat 思います と思う`,
  angry: `
    fuck* shit* damn idiot* crap scheiss* verpiss* arsch* nerv* frechheit unverschamt merde emmerd* chier*
    foutez fichez marre con mierda joder cono hartas* harto* carajo molest* pendej* merda porra caralho saco
    encher_o cazzo stufo stufi rott* palle coglioni klote kut* zeik* rot_op opzouten verdomme うざい ふざけ うるさい
    馬鹿 バカ 迷惑 腹が立`,
  honestly: `
    seriously really honest* ernsthaft ehrlich* serieusement franchement honnetement en_serio sincerament*
    francamente honestament* serio sinceramente a_serio davvero onestament* echt eerlijk* serieus 正直`,
  neverEver: `
    miracle never_ever over_my_dead hell_freezes when_pigs niemals nie_im_leben nur_uber jamais_de_la_vie
    quand_les_poules nunca_jamas ni_loco ni_de_broma ni_muerto ni_hablar nem_morto nem_pensar nem_que
    nunca_na_vida neanche_morto neanche_per neppure_per manco_per no_way geen_haar over_mijn nooit_van 絶対
    死んでも 一生`,
  goodLuck: `
    good_luck best_of_luck all_the_best_with success viel_erfolg viel_gluck alles_gute bonne_chance
    bonne_continuation bon_courage suerte mucha_suerte exito* boa_sorte sucesso buona_fortuna in_bocca
    buon_lavoro buon_proseguimento succes veel_succes ご健闘 ご活躍 ご発展`,
  disclaimer: `
    confidential intended_recipient disclaimer this_email privileged vertraulich* bestimmt_fur confidentiel*
    destinataire confidencial* destinatario confidenzial* destinatari vertrouwelijk* geadresseerde 機密 受信者`,
  closingWords: `
    regards best_regards kind_regards sincerely yours grusse grussen gruss mfg cordialement salutations
    bien_a_vous saludos cordiales atentamente un_saludo cumprimentos atenciosamente abraco* cordiali_saluti
    distinti_saluti saluti groet groeten vriendelijke_groet mvg 敬具 よろしくお願いいたします 草々`,
  sentFrom: `
    sent_from_my gesendet_von_meinem von_meinem envoye_de_mon enviado_desde enviado_do inviato_da
    verzonden_vanaf iphone android 送信 から送信`,
};
