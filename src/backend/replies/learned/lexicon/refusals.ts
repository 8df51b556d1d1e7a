/** Desks and tickets, opting out, refusing, putting off. See ../concepts.ts. */
export const refusals: Readonly<Record<string, string>> = {
  received: `
    received receipt we_have_received has_been_received acknowledg* eingegangen erhalten_haben eingang
    empfangsbestatigung bien_recu avons_recu reception_de accuse_de recibido hemos_recibido recepcion_de
    recebemos recebido recebida recebimento abbiamo_ricevuto ricevut* ricezione ontvangen ontvangst*
    goed_ontvangen 受け付け 受付 受信 受領 拝受`,
  ticketNumber: `
    ticket tickets case_number reference_number ticketnummer vorgangsnummer aktenzeichen bearbeitungsnummer
    anfrage_nummer numero_de_ticket numero_de_dossier dossier_n reference caso_numero numero_de_caso folio
    expediente chamado protocolo numero_do_protocolo n_protocollo protocollo segnalazione zaaknummer
    referentienummer ticketnr dossiernummer meldingsnummer 受付番号 問い合わせ番号 お問い合わせ番号 整理番号`,
  desk: `
    support helpdesk help_desk service_desk customer_service our_team will_get_back working_hours
    business_hours business_days kundenservice kundendienst serviceteam bearbeit* werktag* servicezeiten
    service_client support_client nos_equipes jours_ouvres traite dans_les_meilleurs atencion_al_cliente
    soporte servicio_al nuestro_equipo dias_habiles horas_habiles atendimento suporte nossa_equipe
    dias_uteis horas_uteis assistenza servizio_clienti nostro_team giorni_lavorativi klantenservice
    servicedesk ons_team werkdagen behandel* in_behandeling サポート お客様窓口 カスタマー 営業日以内 順次 対応いたします 営業時間`,
  noReply: `
    do_not_reply don't_reply no_reply noreply not_reply nicht_antworten nicht_auf_diese ne_pas_repondre
    no_responda no_responder nao_responda nao_responder non_rispondere niet_beantwoorden niet_antwoorden
    niet_op_dit_bericht 返信しないで 返信いただいて 送信専用 返信専用`,
  unsubscribe: `
    unsubscribe* unsub unsuscribe unsubcribe abmeld* austrag* abbestell* desabonn* desinscri* desabonner
    baja darme_de_baja denme dar_de_baja borrame borrenme cancelar_la_suscripcion desuscrib* descadastr*
    desinscrev* cancelar_inscricao cancelar_a_subscricao disiscri* cancellami cancellatemi cancellarmi
    cancellazione uitschrijv* afmeld* uitgeschreven uit_te_schrijven 配信停止 解除 登録解除 退会 購読`,
  removeMe: `
    remove_me remove_my remove_us remove_our take_me_off take_us_off take_my take_our delete_my delete_me
    off_your_list off_the_list off_this_list scrub purge strike_me cross_me drop_me loschen_sie loschen
    loesch* streichen streich* nehmen_sie_mich nehmt_mich aus_dem_verteiler aus_der_liste raus_aus
    rausnehmen entfern* retirez* retirer rayez supprimez supprimer effacez enlevez otez sortez_moi
    de_votre_liste de_vos_listes eliminen eliminar* quitenme quiteme saquenme sacame sacarme borren borrar
    borrenme de_su_lista de_la_lista retirem retire_meu remova removam remover apaguem apagar exclua* tirem
    tire_meu tira_meu da_lista da_vossa_lista da_sua_lista rimuov* toglie* toglimi toglietemi togliermi
    eliminat* dalla_lista dalla_vostra_lista dalla_mailing verwijder* haal_me haal_mij schrap*
    uit_uw_bestand van_de_lijst uit_de_lijst uit_jullie 削除 外して 消して 抹消 除外 抜いて リストから 名簿から`,
  noMoreMail: `
    stop_sending stop_emailing stop_mailing stop_contacting stop_writing stop_with stop_this stop_these
    no_more_emails no_more_mail no_more_messages no_more_of don't_write don't_email don't_contact
    do_not_contact do_not_email do_not_write not_be_contacted cease leave_me_alone leave_us enough
    horen_sie_auf hort_auf aufhoren keine_weiteren keine_mails_mehr keine_werbung keine_mail
    nicht_mehr_schreiben nicht_mehr_anschreiben nicht_mehr_kontakt* schreiben_sie_mir_nicht in_ruhe
    lassen_sie_mich schluss genug arretez arreter cessez ne_m'ecrivez_plus ne_plus_recevoir
    ne_veux_plus_recevoir ne_souhaite_plus ne_plus_m'ecrire plus_de_mails plus_jamais_de laissez_moi
    ca_suffit fichez dejen_de deje_de deja_de dejen paren_de no_me_escriban no_me_escriba no_mas_correos
    no_quiero_recibir no_deseo_recibir no_recibir no_vuelvan no_me_manden no_envien ya_basta parem pare_de
    parem_de nao_me_mandem nao_mandem nao_mande nao_enviem nao_envie nao_quero_receber nao_desejo_receber
    nao_quero_mais_receber deixem_de chega_de basta smett* non_scriv* non_mandat* non_inviat*
    non_voglio_ricevere non_desidero_ricevere non_contattat* basta_mail niente_piu stop_met ophouden hou_op
    houd_op niet_meer_mailen geen_mail_meer geen_mails_meer geen_berichten geen_reclame niet_meer_benader*
    laat_me_met_rust wil_geen 送らないで 送ってこないで 送付不要 送信不要 送るな 送らん 連絡しないで 連絡不要 連絡は不要 連絡してこないで 結構です やめて 止めて 停止 二度と
    今後一切 ご遠慮`,
  spam: `
    spam spamming junk bombard* flood* unsolicited mass_mail newsletter* promo* adverti* marketing_emails
    belastig* spamm* werbemail* werbung unaufgefordert unverlangt zumull* pourriel* indesirable* demarchage
    publicit* sollicit* propagand* correo_basura publicidad no_solicitad* spam* nao_solicitad* marketing_por
    lixo pubblicita indesiderat* non_richiest* reclame ongevraagd* ongewenst* 迷惑メール 迷惑 営業メール メルマガ 宣伝 広告 しつこい
    スパム`,
  personalData: `
    gdpr personal_data data_protection where_did_you_get my_data my_details consent dsgvo datenschutz*
    personenbezogen* woher_haben einwilligung daten_loschen auskunft rgpd donnees_personnelles mes_donnees
    mes_coordonnees d'ou_avez consentement lopd proteccion_de_datos mis_datos datos_personales
    de_donde_sacaron lgpd meus_dados dados_pessoais protecao_de_dados onde_conseguiram onde_arranjaram
    consentimento dati_personali miei_dati trattamento_dei privacy consenso avg persoonsgegevens
    mijn_gegevens toestemming gegevensbescherming 個人情報 どこで入手 入手 情報を 開示`,
  manyTimes: `
    third_time second_time how_many_times again_and_again every_week every_day once_again fourth
    already_asked already_told last_warning zum_dritten zum_wiederholten schon_mehrfach mehrfach jede_woche
    letzte_warnung dritte troisieme_fois deja_demande combien_de_fois chaque_semaine encore_une_fois
    derniere_fois tercera_vez ya_les_dije ya_pedi cuantas_veces cada_semana otra_vez ultima_vez terceira_vez
    ja_pedi ja_disse quantas_vezes toda_semana todas_as_semanas terza_volta gia_chiesto gia_detto
    quante_volte ogni_settimana ennesim* derde_keer al_eerder al_gevraagd hoe_vaak elke_week nogmaals
    al_drie 何度も 再三 何回 毎週 毎日 前にも 三度目 いい加減`,
  lawyer: `
    lawyer attorney sue court legal_action complaint report_you ico ftc anwalt* rechtsanwalt abmahn* klage
    anzeige beschwerde* unterlassung rechtliche* avocat* tribunal plainte cnil poursuit* abogad* denunci*
    demanda tribunal* acciones_legales aepd advogad* processo processar denuncia* procon queixa anpd
    avvocat* denunc* segnal* garante querela diffid* vie_legali advocaat klacht* aangifte rechter juridisch*
    弁護士 法的 訴え 通報 違反 特電法 警察`,
  notInterested: `
    not_interested no_interest uninterested not_for_us not_for_me not_a_fit not_a_good_fit not_the_right_fit
    not_a_match we'll_pass i'll_pass will_pass pass_on_this hard_pass no_thanks no_thank kein_interesse
    nicht_interessiert nichts_fur_uns nichts_fuer_uns nichts_fur_mich kein_thema nein_danke nein_dank
    interessiert_uns_nicht interessiert_mich_nicht keine_verwendung pas_interesse* pas_interessee
    pas_pour_nous pas_pour_moi sans_facon non_merci ne_nous_interesse pas_d'interet aucun_interet
    no_nos_interesa no_me_interesa no_estamos_interesad* no_estoy_interesad* no_es_para no_gracias
    sin_interes no_va_con nao_temos_interesse nao_tenho_interesse sem_interesse nao_nos_interessa
    nao_me_interessa nao_estamos_interessad* nao_e_para nao_obrigad* fora_de_questao non_ci_interessa
    non_mi_interessa non_siamo_interessat* non_sono_interessat* non_fa_per nessun_interesse no_grazie
    non_e_per geen_interesse niet_geinteresseerd niets_voor_ons niets_voor_mij niet_voor_ons nee_bedankt
    nee_dank nee_dankjewel interesseert_ons_niet 興味ありません 興味がありません 興味はありません 興味がない 興味ない 関心がございません 必要ありません 必要ない
    不要です いりません 要りません 要らない 要らん 見送らせて 見送り お断り 断り 辞退 遠慮させて 合いません 結構です`,
  noNeed: `
    no_need don't_need do_not_need no_use_for no_plans kein_bedarf keinen_bedarf brauchen_wir_nicht
    brauche_ich_nicht brauchen_nichts benotigen_nicht pas_besoin aucun_besoin n'avons_pas_besoin
    pas_l'utilite no_necesit* no_tenemos_necesidad no_hace_falta no_precisamos nao_precis*
    nao_temos_necessidade sem_necessidade nao_necessit* non_abbiamo_bisogno non_ci_serve non_serve
    non_mi_serve nessuna_esigenza non_necessit* geen_behoefte niet_nodig hebben_geen_nodig 必要性 ニーズ 予定はありません
    予定はございません 予定ない`,
  alreadyServed: `
    already_have already_use already_using already_work we_have_one have_a_provider have_someone happy_with
    satisfied_with under_contract locked_in covered all_set sorted haben_schon haben_bereits schon_eine
    bereits_einen versorgt gut_aufgestellt zufrieden arbeiten_bereits eingedeckt gebunden avons_deja deja_un
    deja_une deja_equipe* deja_ce_qu'il satisfait* contents_de sommes_equipes bien_servis ya_tenemos
    ya_contamos ya_trabajamos ya_usamos contentos_con satisfech* conforme* estamos_cubiertos cubiert*
    ja_temos ja_usamos ja_trabalhamos ja_utilizamos satisfeit* bem_servid* estamos_servidos atendid*
    abbiamo_gia gia_un gia_una ci_siamo_gia siamo_a_posto siamo_coperti soddisfatt* contenti_del coperti
    hebben_al hebben_reeds werken_al tevreden voorzien al_een al_iemand onder_contract 間に合って 足りて 既に導入 すでに導入
    他社 導入済 既に契約 満足して 取引先が 付き合い`,
  competitor: `
    competitor* other_vendor another_vendor went_with chose_another chosen signed_with konkurrenz mitbewerb*
    anderen_anbieter anderer_anbieter entschieden_fur concurrent* autre_prestataire autre_fournisseur choisi
    competencia otro_proveedor nos_decidimos optamos elegimos concorrent* concorrencia outro_fornecedor
    outra_empresa escolhemos fechamos_com concorren* altro_fornitore abbiamo_scelto andere_partij
    andere_leverancier gekozen_voor 競合 他社に 決めました 採用しました 選びました`,
  decidedAgainst: `
    decided_against decided_not won't_be not_going_to not_moving decline declining regret rejected
    turned_down won't_happen nothing_will not_pursu* not_proceed dagegen_entschieden abgelehnt ablehn*
    absage absagen entschieden_uns_gegen kommt_nicht_in_frage nicht_in_frage verzicht* ne_donnerons_pas
    ne_donnerai_pas pas_donner_suite decline* refus* renonc* hors_de_question decidido_no rechaz* declin*
    descart* no_vamos_a no_seguir* no_avanz* no_procede desist* decidimos_nao recus* nao_vamos_avancar
    nao_vamos_seguir nao_avanc* nao_vai_rolar deciso_di_non non_procedere non_procediamo rifiut*
    non_se_ne_fa rinunci* besloten_niet afwijz* afgewezen bedanken_wij zien_ervan_af zien_wij_af
    gaat_niet_door gaan_niet 見送ること 採用に至らず 却下 否決 ならない 中止 白紙`,
  noMoney: `
    no_budget no_money can't_afford too_expensive out_of_budget budget_is kein_budget kein_geld zu_teuer
    keine_mittel nicht_leisten pas_de_budget pas_les_moyens trop_cher aucun_budget sin_presupuesto
    no_hay_presupuesto no_tenemos_presupuesto no_hay_plata muy_caro demasiado_caro no_hay_dinero
    sem_orcamento sem_verba nao_temos_orcamento nao_tem_verba muito_caro sem_dinheiro senza_budget
    non_c'e_budget non_abbiamo_budget troppo_caro non_ci_sono_soldi geen_budget geen_geld te_duur 予算がない
    予算がありません 予算がござい 予算は 高すぎ 余裕がありません お金がな`,
  tooSmall: `
    too_small small_business small_company one_man just_me only_me two_people small_shop family_business
    zu_klein kleiner_betrieb kleinbetrieb einmannbetrieb nur_zu_zweit kleine_firma trop_petit*
    petite_structure petit_commerce toute_petite somos_pequen* muy_pequen* empresa_pequena negocio_pequeno
    familiar pequen* so_eu piccol* piccola_realta troppo_piccol* siamo_in_due te_klein klein_bedrijf
    kleine_zaak eenmanszaak 小さな 零細 個人事業 規模 一人でやって 夫婦`,
  closing: `
    closing_down closing_the shut_down shutting bankrupt* insolven* out_of_business sold_the_company
    liquidat* schliessen_wir geschaftsaufgabe aufgelost insolvenz fermons fermeture_definitive cesse_son
    liquidation faillite cerramos_el cerrando quiebra cierre_definitivo fechamos_a fechando_a encerrou
    falencia encerramento chiudiamo cessata_attivita fallit* liquidazione cessiamo stoppen_ermee opgedoekt
    failliet* gestopt 閉店 廃業 倒産 解散 畳む`,
  later: `
    later some_other_time another_time not_now not_right_now right_now not_the_time bad_time not_a_good_time
    not_yet down_the_road in_the_future future eventually spater spaeter ein_andermal nicht_jetzt
    momentan_nicht derzeit_nicht zur_zeit jetzt_nicht noch_zu_fruh zu_fruh zukunft plus_tard pas_maintenant
    pas_le_moment une_autre_fois pour_l'instant pour_le_moment trop_tot mas_adelante mas_tarde ahora_no
    no_es_el_momento no_es_buen_momento por_ahora de_momento por_el_momento otro_momento en_el_futuro
    muy_pronto mais_tarde mais_para_frente mais_a_frente agora_nao nao_e_o_momento por_enquanto no_momento
    outra_altura outra_hora mais_adiante no_futuro piu_avanti piu_tardi non_adesso non_ora non_e_il_momento
    per_ora per_il_momento in_futuro al_momento un'altra_volta nu_niet niet_nu op_dit_moment momenteel
    voorlopig ander_moment geen_goed_moment te_vroeg in_de_toekomst 今は 現時点 今のところ 時期尚早 また今度 またの機会 後日 改めて いずれ
    将来 今ではな タイミング 落ち着いたら 落ち着いて`,
  comeBack: `
    come_back_to get_back_to_me reach_out_again try_again try_me ping_me check_back check_in follow_up
    circle_back write_again call_again touch_base reconnect remind_me revisit contact_me_again
    melden_sie_sich meld_dich melden_sie_sich_noch nochmal_melden noch_einmal_melden wieder_melden
    kommen_sie_nochmal fragen_sie_nochmal erinnern wiedervorlage recontact* relancez* relance revenez*
    reprenons reecrivez* rappelez* refaites reparlons on_en_reparle escribeme_en vuelve_a vuelvan_a vuelva_a
    retomamos retomemos recuerdeme recuerdame buscame busqueme contacteme_en volte_a volta_a_falar
    volte_a_falar me_procure me_chame me_lembre retome* voltamos_a_falar cobra_em me_cutuca risentiamo*
    ci_risentiamo risentir* mi_ricontatti ricontatt* riscriv* mi_richiami richiam* riprend* riparliamone
    kom_terug neem_weer herinner* probeer_het mail_me_dan contact_opnieuw weer_contact 再度 改めて また連絡 またご連絡
    あらためて ご連絡ください 声をかけて 声掛け`,
  nextPeriod: `
    next_week next_month next_quarter next_year next_spring new_year q0 after_the_summer fiscal
    nachste_woche nachsten_monat nachstes_jahr nachstes_quartal neues_jahr im_neuen_jahr semaine_prochaine
    mois_prochain annee_prochaine rentree trimestre la_proxima_semana proxima_semana semana_que_viene
    proximo_mes mes_que_viene proximo_ano ano_que_viene proximo_trimestre semana_que_vem mes_que_vem
    ano_que_vem settimana_prossima prossima_settimana mese_prossimo prossimo_mese anno_prossimo
    prossimo_anno prossimo_trimestre volgende_week volgende_maand volgend_jaar volgend_kwartaal nieuwe_jaar
    来週 来月 来年 来期 年明け 来年度 新年度 再来 翌週 翌月`,
  season: `
    spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver primavera
    verano otono invierno verao outono inverno estate autunno voorjaar zomer najaar herfst 春 夏 秋 冬`,
  busy: `
    busy swamped snowed_under crunch hectic full_plate no_time overloaded up_to_my under_water year_end
    closing_season audit harvest keine_zeit viel_zu_tun stress* hochsaison jahresabschluss landunter
    ausgelastet ernte pas_le_temps deborde* sous_l'eau surcharge* bouclage cloture en_plein mucho_trabajo
    sin_tiempo no_tengo_tiempo a_tope hasta_arriba cierre saturad* temporada_alta liad* sem_tempo correria
    muito_ocupad* atolad* fechamento enrolad* pico safra non_ho_tempo poco_tempo impegnat* pieno_di chiusura
    incasinat* oberat* vendemmia druk drukte geen_tijd hoogseizoen jaarafsluiting te_druk omkomen 忙しい 多忙 繁忙
    立て込 バタバタ 手が離せ 手一杯 決算 余裕がな 時間がな`,
  afterEvent: `
    once_the once_we until_the after_the when_the as_soon_as depends_on sobald_der sobald_die sobald_das
    wenn_das wenn_die nach_der nach_dem erst_wenn erst_nach apres_le apres_la une_fois_que des_que tant_que
    cuando_tengamos cuando_pase despues_de despues_del hasta_que una_vez_que cuando_termine cuando_haya
    quando_tivermos quando_passar depois_de depois_do depois_da ate_que assim_que quando_acabar
    quando_houver dopo_il dopo_la una_volta_che appena_avremo quando_avremo finche_non quando_sara zodra_de
    zodra_het na_de na_het als_de wanneer_de pas_als 終わったら 終わってから 済んだら 過ぎたら 決まったら 決まり次第 次第 以降 が終わ`,
  project: `
    project migration rollout merger reorg* restructur* renovation construction projekt* umstellung* umbau*
    umzug* fusion* projet* reorganis* travaux demenag* proyecto* migracion reestructura* obras mudanza
    fusion projeto* migracao reestrutura* obra mudanca fusao progett* migrazione riorganizz* lavori trasloco
    fusione project* migratie verbouw* verhuiz* fusie 移転 統合 合併 改装 プロジェクト 組織変更 工事`,
  contractEnd: `
    contract_ends contract_expires contract_runs renewal renew vertrag_lauft vertrag_endet lauft_aus
    vertragsende verlanger* contrat_se_termine fin_du_contrat echeance renouvel* contrato_vence vence
    renovacion renov* vencimiento contrato_acaba termina_o_contrato vencimento renovacao contratto_scade
    scade scadenz* rinnov* contract_loopt loopt_af verleng* verloopt 契約満了 更新 契約が切れ 満期`,
  budgetRound: `
    budget_cycle budget_season new_budget budget_round fiscal_year budgetjahr haushalt* budgetrunde
    neues_budget budgetplanung exercice_budgetaire nouveau_budget prochain_budget nuevo_presupuesto
    ejercicio presupuestos proximo_presupuesto novo_orcamento proximo_orcamento exercicio ano_fiscal
    nuovo_budget prossimo_budget esercizio bilancio begroting nieuwe_budget budgetronde boekjaar 予算編成 来期予算
    新年度予算 予算取り 期末`,
  board: `
    board committee council approval approve* vorstand aufsichtsrat gremium betriebsrat genehmig* freigabe
    comite conseil_d validation valid* comite_de directorio junta aprob* consejo conselho aprov* diretoria
    assembleia consiglio comitato approv* assemblea bestuur raad_van goedkeur* directieteam 稟議 役員 承認 理事 取締役会
    社内で`,
};
