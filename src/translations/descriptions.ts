import { inLanguage, type Translations } from './inLanguage'
import { LANGUAGE_NAMES, LANGUAGES } from './languages'

/** The descriptions of collections, tabs and fields in the admin, by the English ones of the config. */
export const DESCRIPTIONS: Readonly<Record<string, Translations>> = {
  // clients and users
  'With country code, for example +1 202 555 0146.': [
    'Mit Ländervorwahl, zum Beispiel +1 202 555 0146.',
    'Con prefijo del país, por ejemplo +1 202 555 0146.',
    'Avec l’indicatif du pays, par exemple +1 202 555 0146.',
    'Con prefisso internazionale, per esempio +1 202 555 0146.',
    'Met landnummer, bijvoorbeeld +1 202 555 0146.',
    'Com código do país, por exemplo +1 202 555 0146.',
  ],
  'Opening hours are in this time zone.': [
    'Die Öffnungszeiten gelten in dieser Zeitzone.',
    'El horario de apertura está en esta zona horaria.',
    'Les heures d’ouverture sont dans ce fuseau horaire.',
    'Gli orari di apertura sono in questo fuso orario.',
    'De openingstijden gelden in deze tijdzone.',
    'O horário de funcionamento está neste fuso horário.',
  ],
  'One row per time range. Add two rows for a day with a break.': [
    'Eine Zeile je Zeitraum. Für einen Tag mit Pause fügen Sie zwei Zeilen hinzu.',
    'Una fila por franja horaria. Añada dos filas para un día con pausa.',
    'Une ligne par plage horaire. Ajoutez deux lignes pour un jour avec une pause.',
    'Una riga per ogni fascia oraria. Aggiunga due righe per un giorno con una pausa.',
    'Eén rij per tijdvak. Voeg twee rijen toe voor een dag met een pauze.',
    'Uma linha por intervalo. Adicione duas linhas para um dia com pausa.',
  ],
  'Clients never see these notes.': [
    'Kunden sehen diese Notizen nie.',
    'Los clientes nunca ven estas notas.',
    'Les clients ne voient jamais ces notes.',
    'I clienti non vedono mai queste note.',
    'Klanten zien deze notities nooit.',
    'Os clientes nunca veem estas notas.',
  ],
  'For tools that read the API as this user. These keys cannot write.': [
    'Für Programme, die die API als dieser Benutzer lesen. Diese Schlüssel können nichts schreiben.',
    'Para herramientas que leen la API como este usuario. Estas claves no pueden escribir.',
    'Pour les outils qui lisent l’API en tant que cet utilisateur. Ces clés ne peuvent pas écrire.',
    'Per strumenti che leggono l’API come questo utente. Queste chiavi non possono scrivere.',
    'Voor programma’s die de API als deze gebruiker lezen. Deze sleutels kunnen niet schrijven.',
    'Para ferramentas que leem a API como este usuário. Estas chaves não podem escrever.',
  ],
  'Switch off instead of deleting. Logins, sessions and API keys stop working immediately; reports are still accepted.':
    [
      'Schalten Sie das Konto aus, statt es zu löschen. Anmeldungen, Sitzungen und API-Schlüssel funktionieren sofort nicht mehr; Berichte werden weiterhin angenommen.',
      'Desactive en lugar de eliminar. Los inicios de sesión, las sesiones y las claves de API dejan de funcionar de inmediato; los informes se siguen aceptando.',
      'Désactivez au lieu de supprimer. Connexions, sessions et clés d’API cessent aussitôt de fonctionner ; les rapports sont toujours acceptés.',
      'Disattivi invece di eliminare. Accessi, sessioni e chiavi API smettono subito di funzionare; i rapporti vengono ancora accettati.',
      'Schakel uit in plaats van te verwijderen. Inloggen, sessies en API-sleutels werken meteen niet meer; rapporten worden nog aangenomen.',
      'Desative em vez de excluir. Logins, sessões e chaves de API param de funcionar imediatamente; os relatórios continuam sendo aceitos.',
    ],
  'May enter this admin panel, with the permissions of the groups below.': [
    'Darf diese Verwaltung öffnen, mit den Berechtigungen der Gruppen unten.',
    'Puede entrar en esta administración, con los permisos de los grupos de abajo.',
    'Peut entrer dans cette administration, avec les autorisations des groupes ci-dessous.',
    'Può entrare in questa amministrazione, con i permessi dei gruppi qui sotto.',
    'Mag dit beheer openen, met de rechten van de groepen hieronder.',
    'Pode entrar nesta administração, com as permissões dos grupos abaixo.',
  ],
  'May do everything.': [
    'Darf alles.',
    'Puede hacerlo todo.',
    'Peut tout faire.',
    'Può fare tutto.',
    'Mag alles.',
    'Pode fazer tudo.',
  ],

  // settings of clients
  'Used for prices mentioned without a currency.': [
    'Für Preise, die ohne Währung genannt werden.',
    'Para los precios mencionados sin moneda.',
    'Pour les prix mentionnés sans devise.',
    'Per i prezzi indicati senza valuta.',
    'Voor prijzen die zonder valuta worden genoemd.',
    'Para preços mencionados sem moeda.',
  ],
  'An email for each new call summary.': [
    'Eine E-Mail für jede neue Zusammenfassung eines Anrufs.',
    'Un correo por cada nuevo resumen de llamada.',
    'Un e-mail pour chaque nouveau résumé d’appel.',
    'Un’e-mail per ogni nuovo riepilogo di chiamata.',
    'Een e-mail voor elk nieuw gespreksverslag.',
    'Um e-mail para cada novo resumo de ligação.',
  ],
  'A text message for each new call summary.': [
    'Eine SMS für jede neue Zusammenfassung eines Anrufs.',
    'Un SMS por cada nuevo resumen de llamada.',
    'Un SMS pour chaque nouveau résumé d’appel.',
    'Un SMS per ogni nuovo riepilogo di chiamata.',
    'Een sms voor elk nieuw gespreksverslag.',
    'Um SMS para cada novo resumo de ligação.',
  ],
  'How often to send emails. Text messages are always sent per call.': [
    'Wie oft E-Mails gesendet werden. SMS werden immer je Anruf gesendet.',
    'Con qué frecuencia enviar los correos. Los SMS se envían siempre por llamada.',
    'À quelle fréquence envoyer les e-mails. Les SMS sont toujours envoyés par appel.',
    'Con quale frequenza inviare le e-mail. Gli SMS vengono sempre inviati per chiamata.',
    'Hoe vaak e-mails worden verstuurd. Sms’en worden altijd per gesprek verstuurd.',
    'Com que frequência enviar os e-mails. Mensagens SMS são sempre enviadas por ligação.',
  ],
  'In the client’s time zone. Notifications held back in between are sent afterwards.': [
    'In der Zeitzone des Kunden. In dieser Zeit zurückgehaltene Benachrichtigungen werden danach gesendet.',
    'En la zona horaria del cliente. Las notificaciones retenidas entretanto se envían después.',
    'Dans le fuseau horaire du client. Les notifications retenues entre-temps sont envoyées ensuite.',
    'Nel fuso orario del cliente. Le notifiche trattenute nel frattempo vengono inviate dopo.',
    'In de tijdzone van de klant. Meldingen die intussen worden vastgehouden, worden daarna verstuurd.',
    'No fuso horário do cliente. As notificações retidas nesse período são enviadas depois.',
  ],
  'Of the client’s pages, emails and text messages.': [
    'Der Seiten, E-Mails und SMS des Kunden.',
    'De las páginas, los correos y los SMS del cliente.',
    'Des pages, des e-mails et des SMS du client.',
    'Delle pagine, delle e-mail e degli SMS del cliente.',
    'Van de pagina’s, e-mails en sms’en van de klant.',
    'Das páginas, dos e-mails e dos SMS do cliente.',
  ],
  'Under which name the client sees the desk. Default: the desk’s own.': [
    'Unter welchem Namen der Kunde den Desk sieht. Standard: der eigene Name des Desks.',
    'Con qué nombre ve el cliente el desk. Por defecto, el del propio desk.',
    'Sous quel nom le client voit le desk. Par défaut : celui du desk.',
    'Con quale nome il cliente vede il desk. Predefinito: quello del desk.',
    'Onder welke naam de klant de desk ziet. Standaard: die van de desk zelf.',
    'Com que nome o cliente vê o desk. Padrão: o do próprio desk.',
  ],

  // Vapi
  'The URL that Vapi posts this client’s calls to.': [
    'Die URL, an die Vapi die Anrufe dieses Kunden sendet.',
    'La URL a la que Vapi envía las llamadas de este cliente.',
    'L’URL à laquelle Vapi envoie les appels de ce client.',
    'L’URL a cui Vapi invia le chiamate di questo cliente.',
    'De URL waarnaar Vapi de gesprekken van deze klant stuurt.',
    'A URL para a qual a Vapi envia as ligações deste cliente.',
  ],
  'Generated for you, or paste one that is already in use elsewhere: 20 to 128 letters, digits, “-”, “_”, “.” or “~”. Leave it empty to keep the current one.':
    [
      'Wird für Sie erzeugt, oder fügen Sie eines ein, das anderswo schon verwendet wird: 20 bis 128 Buchstaben, Ziffern, „-“, „_“, „.“ oder „~“. Leer lassen, um das jetzige zu behalten.',
      'Se genera automáticamente; también puede pegar uno que ya se use en otro lugar: de 20 a 128 letras, cifras, «-», «_», «.» o «~». Déjelo vacío para conservar el actual.',
      'Généré pour vous ; vous pouvez aussi en coller un déjà utilisé ailleurs : de 20 à 128 lettres, chiffres, « - », « _ », « . » ou « ~ ». Laissez vide pour conserver l’actuel.',
      'Viene generato automaticamente; può anche incollarne uno già in uso altrove: da 20 a 128 lettere, cifre, «-», «_», «.» o «~». Lasci vuoto per mantenere quello attuale.',
      'Wordt voor u gemaakt, of plak er een die elders al in gebruik is: 20 tot 128 letters, cijfers, ‘-’, ‘_’, ‘.’ of ‘~’. Laat leeg om het huidige te behouden.',
      'É gerado automaticamente; também pode colar um que já seja usado em outro lugar: de 20 a 128 letras, dígitos, “-”, “_”, “.” ou “~”. Deixe vazio para manter o atual.',
    ],
  'For reference.': [
    'Zur Information.',
    'Como referencia.',
    'À titre d’information.',
    'Come riferimento.',
    'Ter informatie.',
    'Para referência.',
  ],
  'For reference, with country code.': [
    'Zur Information, mit Ländervorwahl.',
    'Como referencia, con prefijo del país.',
    'À titre d’information, avec l’indicatif du pays.',
    'Come riferimento, con prefisso internazionale.',
    'Ter informatie, met landnummer.',
    'Para referência, com código do país.',
  ],
  'Require more than knowledge of the URL. Set the credential in Vapi first, then here: posts that cannot be verified get 401, and Vapi does not send them again.':
    [
      'Verlangt mehr, als die URL zu kennen. Richten Sie die Anmeldedaten zuerst in Vapi ein, dann hier: Was nicht geprüft werden kann, wird mit 401 abgelehnt, und Vapi sendet es nicht noch einmal.',
      'Exige algo más que conocer la URL. Configure la credencial primero en Vapi y después aquí: los envíos que no se puedan verificar reciben un 401, y Vapi no los repite.',
      'Exige plus que la connaissance de l’URL. Configurez l’identifiant d’abord dans Vapi, puis ici : les envois qui ne peuvent être vérifiés reçoivent 401, et Vapi ne les renvoie pas.',
      'Richiede più della conoscenza dell’URL. Imposti la credenziale prima in Vapi, poi qui: gli invii che non possono essere verificati ricevono 401 e Vapi non li ripete.',
      'Vereist meer dan de URL kennen. Stel de inloggegevens eerst in Vapi in en daarna hier: wat niet kan worden gecontroleerd, krijgt 401, en Vapi stuurt het niet opnieuw.',
      'Exige mais do que conhecer a URL. Configure a credencial primeiro na Vapi e depois aqui: os envios que não puderem ser verificados recebem 401, e a Vapi não os repete.',
    ],
  'As in Vapi’s credential. Leave it empty to keep the current one. The old one is accepted for 24 more hours.':
    [
      'Wie in den Anmeldedaten bei Vapi. Leer lassen, um das jetzige zu behalten. Das alte wird noch 24 Stunden lang angenommen.',
      'Como en la credencial de Vapi. Déjelo vacío para conservar el actual. El anterior se acepta durante 24 horas más.',
      'Comme dans l’identifiant de Vapi. Laissez vide pour conserver l’actuel. L’ancien est encore accepté pendant 24 heures.',
      'Come nella credenziale di Vapi. Lasci vuoto per mantenere quello attuale. Quello vecchio è accettato per altre 24 ore.',
      'Zoals in de inloggegevens bij Vapi. Laat leeg om het huidige te behouden. Het oude wordt nog 24 uur aangenomen.',
      'Como na credencial da Vapi. Deixe vazio para manter o atual. O antigo é aceito por mais 24 horas.',
    ],
  'Text before the signature, for example sha256=': [
    'Text vor der Signatur, zum Beispiel sha256=',
    'Texto delante de la firma, por ejemplo sha256=',
    'Texte devant la signature, par exemple sha256=',
    'Testo prima della firma, per esempio sha256=',
    'Tekst voor de handtekening, bijvoorbeeld sha256=',
    'Texto antes da assinatura, por exemplo sha256=',
  ],
  'What is signed: {body}, and {timestamp}, {method}, {url} and {svix-id} as in Vapi’s form.': [
    'Was signiert wird: {body} sowie {timestamp}, {method}, {url} und {svix-id} wie im Formular von Vapi.',
    'Lo que se firma: {body}, y {timestamp}, {method}, {url} y {svix-id} como en el formulario de Vapi.',
    'Ce qui est signé : {body}, ainsi que {timestamp}, {method}, {url} et {svix-id} comme dans le formulaire de Vapi.',
    'Che cosa viene firmato: {body}, e {timestamp}, {method}, {url} e {svix-id} come nel modulo di Vapi.',
    'Wat wordt ondertekend: {body}, en {timestamp}, {method}, {url} en {svix-id} zoals in het formulier van Vapi.',
    'O que é assinado: {body}, e {timestamp}, {method}, {url} e {svix-id} como no formulário da Vapi.',
  ],
  'In seconds or milliseconds. If it is signed, it may be at most 5 minutes off.': [
    'In Sekunden oder Millisekunden. Wird er signiert, darf er höchstens 5 Minuten abweichen.',
    'En segundos o milisegundos. Si está firmada, puede desviarse 5 minutos como máximo.',
    'En secondes ou millisecondes. S’il est signé, il peut s’écarter de 5 minutes au plus.',
    'In secondi o millisecondi. Se è firmato, può scostarsi al massimo di 5 minuti.',
    'In seconden of milliseconden. Als het ondertekend is, mag het hoogstens 5 minuten afwijken.',
    'Em segundos ou milissegundos. Se for assinado, pode diferir no máximo 5 minutos.',
  ],
  'For {svix-id}.': [
    'Für {svix-id}.',
    'Para {svix-id}.',
    'Pour {svix-id}.',
    'Per {svix-id}.',
    'Voor {svix-id}.',
    'Para {svix-id}.',
  ],
  'Accept posts for this client only from these networks, such as 203.0.113.0/24; “vapi” means Vapi’s static addresses, which have to be enabled there. Empty: from everywhere.':
    [
      'Anrufe dieses Kunden nur aus diesen Netzen annehmen, etwa 203.0.113.0/24; „vapi“ steht für die festen Adressen von Vapi, die dort eingeschaltet werden müssen. Leer: von überall.',
      'Aceptar los envíos de este cliente solo desde estas redes, como 203.0.113.0/24; «vapi» son las direcciones fijas de Vapi, que hay que activar allí. Vacío: desde cualquier lugar.',
      'N’accepter les envois de ce client que depuis ces réseaux, tels que 203.0.113.0/24 ; « vapi » désigne les adresses fixes de Vapi, à activer là-bas. Vide : de partout.',
      'Accettare gli invii di questo cliente solo da queste reti, come 203.0.113.0/24; «vapi» indica gli indirizzi statici di Vapi, che vanno attivati lì. Vuoto: da ovunque.',
      'Neem verzendingen van deze klant alleen aan uit deze netwerken, zoals 203.0.113.0/24; ‘vapi’ staat voor de vaste adressen van Vapi, die daar moeten worden ingeschakeld. Leeg: overal vandaan.',
      'Aceitar os envios deste cliente só destas redes, como 203.0.113.0/24; “vapi” são os endereços fixos da Vapi, que precisam ser ativados lá. Vazio: de qualquer lugar.',
    ],

  // calls
  'Vapi’s own reason for the end of the call.': [
    'Der Grund für das Ende des Anrufs, wie Vapi ihn angibt.',
    'El motivo del final de la llamada, según Vapi.',
    'La raison de la fin de l’appel, selon Vapi.',
    'Il motivo della fine della chiamata, secondo Vapi.',
    'De reden van het einde van het gesprek, volgens Vapi.',
    'O motivo do fim da ligação, segundo a Vapi.',
  ],
  'Sent by the desk’s connection test. Clients never see it, and no figure counts it.': [
    'Vom Verbindungstest des Desks gesendet. Kunden sehen ihn nie, und er wird nirgends mitgezählt.',
    'Enviada por la prueba de conexión del desk. Los clientes nunca la ven y no se cuenta en ninguna cifra.',
    'Envoyé par le test de connexion du desk. Les clients ne le voient jamais, et aucun chiffre ne le compte.',
    'Inviata dal test di connessione del desk. I clienti non la vedono mai e nessuna cifra la conta.',
    'Verstuurd door de verbindingstest van de desk. Klanten zien het nooit, en het telt in geen enkel cijfer mee.',
    'Enviada pelo teste de conexão do desk. Os clientes nunca a veem, e nenhum número a conta.',
  ],
  'Vapi’s own evaluation of the call, by the agent’s rubric.': [
    'Vapis eigene Bewertung des Anrufs nach den Kriterien des Agenten.',
    'La evaluación de la llamada por Vapi, según los criterios del agente.',
    'L’évaluation de l’appel par Vapi, selon les critères de l’agent.',
    'La valutazione della chiamata da parte di Vapi, secondo i criteri dell’agente.',
    'De beoordeling van het gesprek door Vapi, volgens de criteria van de agent.',
    'A avaliação da ligação pela Vapi, segundo os critérios do agente.',
  ],
  'Fields of this client, from its mapping.': [
    'Felder dieses Kunden aus seiner Zuordnung.',
    'Campos de este cliente, de su asignación.',
    'Champs de ce client, définis dans sa correspondance.',
    'Campi di questo cliente, dalla sua mappatura.',
    'Velden van deze klant, uit zijn koppeling.',
    'Campos deste cliente, do mapeamento dele.',
  ],
  'Every custom field that the agent sent.': [
    'Alle eigenen Felder, die der Agent gesendet hat.',
    'Todos los campos propios que envió el agente.',
    'Tous les champs personnalisés envoyés par l’agent.',
    'Tutti i campi personalizzati inviati dall’agente.',
    'Alle eigen velden die de agent heeft gestuurd.',
    'Todos os campos personalizados enviados pelo agente.',
  ],
  'USD, paid to Vapi. Clients never see it.': [
    'USD, an Vapi gezahlt. Kunden sehen sie nie.',
    'USD, pagados a Vapi. Los clientes nunca lo ven.',
    'USD, payés à Vapi. Les clients ne le voient jamais.',
    'USD, pagati a Vapi. I clienti non lo vedono mai.',
    'USD, betaald aan Vapi. Klanten zien het nooit.',
    'USD, pagos à Vapi. Os clientes nunca o veem.',
  ],

  // deliveries and notifications
  'When it was marked as seen. It is no longer counted as needing review.': [
    'Wann sie als gesehen markiert wurde. Sie zählt nicht mehr zu denen, die zu prüfen sind.',
    'Cuándo se marcó como vista. Ya no cuenta entre las que hay que revisar.',
    'Quand elle a été marquée comme vue. Elle ne compte plus parmi celles à vérifier.',
    'Quando è stata segnata come vista. Non conta più tra quelle da controllare.',
    'Wanneer deze als gezien is gemarkeerd. Deze telt niet meer mee als te controleren.',
    'Quando foi marcada como vista. Já não conta entre as que precisam de revisão.',
  ],
  'As Vapi sent it. Secrets were masked before it was stored.': [
    'Wie von Vapi gesendet. Geheimnisse wurden vor dem Speichern unkenntlich gemacht.',
    'Tal como lo envió Vapi. Los secretos se ocultaron antes de guardarlo.',
    'Tel que Vapi l’a envoyé. Les secrets ont été masqués avant l’enregistrement.',
    'Come inviato da Vapi. I segreti sono stati mascherati prima del salvataggio.',
    'Zoals Vapi het stuurde. Geheimen zijn vóór het opslaan onleesbaar gemaakt.',
    'Como a Vapi o enviou. Os segredos foram ocultados antes de ser salvo.',
  ],
  'The provider’s ID for this message.': [
    'Die ID dieser Nachricht beim Anbieter.',
    'El ID de este mensaje en el proveedor.',
    'L’identifiant de ce message chez le fournisseur.',
    'L’ID di questo messaggio presso il fornitore.',
    'De ID van dit bericht bij de aanbieder.',
    'O ID desta mensagem no provedor.',
  ],

  // the desk
  'What its members may do. Superusers may do everything and need no group.': [
    'Was ihre Mitglieder dürfen. Hauptverwalter dürfen alles und brauchen keine Gruppe.',
    'Lo que pueden hacer sus miembros. Los superusuarios pueden hacerlo todo y no necesitan grupo.',
    'Ce que ses membres peuvent faire. Les superutilisateurs peuvent tout faire et n’ont pas besoin de groupe.',
    'Che cosa possono fare i suoi membri. I superutenti possono fare tutto e non hanno bisogno di un gruppo.',
    'Wat de leden ervan mogen. Superusers mogen alles en hebben geen groep nodig.',
    'O que seus membros podem fazer. Superusuários podem fazer tudo e não precisam de grupo.',
  ],
  'Where a box is missing, only the desk itself writes. Changing notifications means retrying them.':
    [
      'Wo ein Kästchen fehlt, schreibt nur der Desk selbst. Benachrichtigungen zu ändern heißt, sie erneut zu senden.',
      'Donde falta una casilla, solo escribe el propio desk. Modificar notificaciones significa reintentarlas.',
      'Là où une case manque, seul le desk écrit. Modifier des notifications, c’est les renvoyer.',
      'Dove manca una casella, scrive solo il desk stesso. Modificare le notifiche significa ritentarne l’invio.',
      'Waar een vakje ontbreekt, schrijft alleen de desk zelf. Meldingen wijzigen betekent ze opnieuw proberen.',
      'Onde falta uma caixa, só o próprio desk escreve. Alterar notificações significa tentar enviá-las de novo.',
    ],
  'Who did what, and when. Entries cannot be changed.': [
    'Wer wann was getan hat. Einträge lassen sich nicht ändern.',
    'Quién hizo qué, y cuándo. Las entradas no se pueden modificar.',
    'Qui a fait quoi, et quand. Les entrées ne peuvent pas être modifiées.',
    'Chi ha fatto che cosa, e quando. Le voci non possono essere modificate.',
    'Wie wat heeft gedaan, en wanneer. Items kunnen niet worden gewijzigd.',
    'Quem fez o quê, e quando. Os registros não podem ser alterados.',
  ],
  'Clients see it as the sender of their emails, unless MAIL_FROM has a name of its own, and in the welcome email.':
    [
      'Kunden sehen ihn als Absender ihrer E-Mails, außer MAIL_FROM hat einen eigenen Namen, und in der Willkommens-E-Mail.',
      'Los clientes lo ven como remitente de sus correos, salvo que MAIL_FROM tenga un nombre propio, y en el correo de bienvenida.',
      'Les clients le voient comme expéditeur de leurs e-mails, sauf si MAIL_FROM a son propre nom, et dans l’e-mail de bienvenue.',
      'I clienti lo vedono come mittente delle loro e-mail, a meno che MAIL_FROM non abbia un nome proprio, e nell’e-mail di benvenuto.',
      'Klanten zien die als afzender van hun e-mails, tenzij MAIL_FROM een eigen naam heeft, en in de welkomstmail.',
      'Os clientes o veem como remetente dos e-mails, a menos que MAIL_FROM tenha um nome próprio, e no e-mail de boas-vindas.',
    ],

  // brands
  'How clients see the desk: on their pages, in emails and in text messages.': [
    'Wie Kunden den Desk sehen: auf ihren Seiten, in E-Mails und in SMS.',
    'Cómo ven los clientes el desk: en sus páginas, en los correos y en los SMS.',
    'Comment les clients voient le desk : sur leurs pages, dans les e-mails et dans les SMS.',
    'Come i clienti vedono il desk: nelle loro pagine, nelle e-mail e negli SMS.',
    'Hoe klanten de desk zien: op hun pagina’s, in e-mails en in sms’en.',
    'Como os clientes veem o desk: em suas páginas, nos e-mails e nos SMS.',
  ],
  'Of emails. Default: the name of the brand.': [
    'In E-Mails. Standard: der Name der Marke.',
    'De los correos. Por defecto, el nombre de la marca.',
    'Des e-mails. Par défaut : le nom de la marque.',
    'Delle e-mail. Predefinito: il nome del marchio.',
    'Van e-mails. Standaard: de naam van het merk.',
    'Dos e-mails. Padrão: o nome da marca.',
  ],
  'Of links and buttons, as #rrggbb. Where it cannot be read, a nearby shade is used.': [
    'Von Links und Schaltflächen, als #rrggbb. Wo sie nicht lesbar ist, wird ein ähnlicher Ton verwendet.',
    'De enlaces y botones, como #rrggbb. Donde no se pueda leer, se usa un tono cercano.',
    'Des liens et des boutons, sous la forme #rrggbb. Là où elle n’est pas lisible, une nuance proche est utilisée.',
    'Di link e pulsanti, come #rrggbb. Dove non è leggibile, viene usata una tonalità vicina.',
    'Van links en knoppen, als #rrggbb. Waar de kleur niet leesbaar is, wordt een tint in de buurt gebruikt.',
    'De links e botões, como #rrggbb. Onde não puder ser lida, é usado um tom próximo.',
  ],
  'Clients see it on each page and in emails.': [
    'Kunden sehen sie auf jeder Seite und in E-Mails.',
    'Los clientes lo ven en cada página y en los correos.',
    'Les clients la voient sur chaque page et dans les e-mails.',
    'I clienti la vedono in ogni pagina e nelle e-mail.',
    'Klanten zien het op elke pagina en in e-mails.',
    'Os clientes o veem em cada página e nos e-mails.',
  ],
  'With country code.': [
    'Mit Ländervorwahl.',
    'Con prefijo del país.',
    'Avec l’indicatif du pays.',
    'Con prefisso internazionale.',
    'Met landnummer.',
    'Com código do país.',
  ],
  'Names under which this brand’s pages are reached, such as calls.agency.example. They must lead to this desk. Links in emails use the first one.':
    [
      'Namen, unter denen die Seiten dieser Marke erreichbar sind, etwa calls.agency.example. Sie müssen zu diesem Desk führen. Links in E-Mails verwenden den ersten.',
      'Nombres con los que se llega a las páginas de esta marca, como calls.agency.example. Deben llevar a este desk. Los enlaces de los correos usan el primero.',
      'Noms sous lesquels les pages de cette marque sont accessibles, tels que calls.agency.example. Ils doivent mener à ce desk. Les liens des e-mails utilisent le premier.',
      'Nomi con cui si raggiungono le pagine di questo marchio, come calls.agency.example. Devono portare a questo desk. I link nelle e-mail usano il primo.',
      'Namen waaronder de pagina’s van dit merk bereikbaar zijn, zoals calls.agency.example. Ze moeten naar deze desk leiden. Links in e-mails gebruiken de eerste.',
      'Nomes pelos quais se chega às páginas desta marca, como calls.agency.example. Eles devem levar a este desk. Os links nos e-mails usam o primeiro.',
    ],
  // accounts at Vapi, and recordings
  'Copied to the desk within minutes, since Vapi’s links end after half an hour.': [
    'Sie werden binnen Minuten auf den Desk kopiert, da Vapis Links nach einer halben Stunde enden.',
    'Se copian al desk en minutos, ya que los enlaces de Vapi terminan a la media hora.',
    'Copiés sur le desk en quelques minutes, car les liens de Vapi expirent après une demi-heure.',
    'Copiate sul desk in pochi minuti, poiché i link di Vapi scadono dopo mezz’ora.',
    'Binnen enkele minuten naar de desk gekopieerd, omdat de links van Vapi na een half uur vervallen.',
    'Copiadas para o desk em minutos, pois os links da Vapi expiram após meia hora.',
  ],
  'Copy the recording of each call to the desk. Clients can differ.': [
    'Die Aufnahme jedes Anrufs auf den Desk kopieren. Kunden können abweichen.',
    'Copiar al desk la grabación de cada llamada. Los clientes pueden diferir.',
    'Copier l’enregistrement de chaque appel sur le desk. Les clients peuvent différer.',
    'Copiare sul desk la registrazione di ogni chiamata. I clienti possono differire.',
    'De opname van elk gesprek naar de desk kopiëren. Klanten kunnen afwijken.',
    'Copiar para o desk a gravação de cada ligação. Clientes podem diferir.',
  ],
  'Empty: as the desk.': [
    'Leer: wie der Desk.',
    'Vacío: como el desk.',
    'Vide : comme le desk.',
    'Vuoto: come il desk.',
    'Leeg: zoals de desk.',
    'Vazio: como o desk.',
  ],
  'For you, such as the name of the organisation at Vapi.': [
    'Für Sie, etwa der Name der Organisation bei Vapi.',
    'Para usted, como el nombre de la organización en Vapi.',
    'Pour vous, par exemple le nom de l’organisation chez Vapi.',
    'Per Lei, per esempio il nome dell’organizzazione in Vapi.',
    'Voor u, bijvoorbeeld de naam van de organisatie bij Vapi.',
    'Para você, como o nome da organização na Vapi.',
  ],
  'Lets the desk set the webhook, watch it, and fetch calls that are missing.': [
    'Damit kann der Desk den Webhook setzen, ihn überwachen und fehlende Anrufe holen.',
    'Permite al desk definir el webhook, vigilarlo y recuperar las llamadas que falten.',
    'Permet au desk de définir le webhook, de le surveiller et de récupérer les appels manquants.',
    'Permette al desk di impostare il webhook, sorvegliarlo e recuperare le chiamate mancanti.',
    'Hiermee kan de desk de webhook instellen, bewaken en ontbrekende gesprekken ophalen.',
    'Permite ao desk definir o webhook, vigiá-lo e buscar ligações que faltam.',
  ],
  'Where the organisation is. Its key works only there.': [
    'Wo die Organisation ist. Ihr Schlüssel funktioniert nur dort.',
    'Dónde está la organización. Su clave solo funciona allí.',
    'Où se trouve l’organisation. Sa clé ne fonctionne que là.',
    'Dove si trova l’organizzazione. La sua chiave funziona solo lì.',
    'Waar de organisatie is. Haar sleutel werkt alleen daar.',
    'Onde a organização está. A chave dela só funciona lá.',
  ],
}

/** The texts that the admin shows in empty fields. Those that are the same everywhere, such as `09:00`, are not here. */
export const PLACEHOLDERS: Readonly<Record<string, Translations>> = {
  'Salon, clinic, garage …': [
    'Salon, Praxis, Werkstatt …',
    'Peluquería, clínica, taller …',
    'Salon, cabinet, garage …',
    'Salone, studio, officina …',
    'Salon, praktijk, garage …',
    'Salão, clínica, oficina …',
  ],
}

/**
 * An English description of the config in a language of the admin, by the language's own name; unchanged where it has
 * no translation.
 */
export const translateDescription = (english: string, languageName: string): string =>
  inLanguage(DESCRIPTIONS, english, languageName) ?? english

/**
 * An English placeholder of the config in all languages, by their codes; unchanged if it has no translation. Payload
 * chooses among them in the browser.
 */
export const placeholderIn = (english: string): Record<string, string> | string =>
  Object.hasOwn(PLACEHOLDERS, english)
    ? Object.fromEntries(
        LANGUAGES.map((language) => [
          language,
          inLanguage(PLACEHOLDERS, english, LANGUAGE_NAMES[language]) ?? english,
        ]),
      )
    : english
