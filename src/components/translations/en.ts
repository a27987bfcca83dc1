/**
 * Every word of ours in the admin panel. Payload merges them into its own through
 * `i18n.translations`; another language is another entry beside `en`.
 */
export const deskTranslations = {
  en: {
    desk: {
      // totals
      totalEstimated:
        'Totals above 10,000 are estimates, in a search above 200. A narrower filter is counted exactly.',
      searchNewestFirst:
        'What a search finds is listed newest first, however the list is sorted otherwise.',
      countEstimated: '≈ {{n}}',
      // bulk actions
      bulkBar: 'Actions on the selection',
      bulkSelected: '{{n}} selected',
      bulkProgress: '{{done}} of {{total}}',
      bulkWorking: 'Working …',
      bulkIncomplete: 'The connection ended before the work was reported done. Check the list.',
      bulkNotAllowed_one: '1 left alone: you may not change it',
      bulkNotAllowed_other: '{{n}} left alone: you may not change them',
      bulkUserCount_one: '1 user is selected.',
      bulkUserCount_other: '{{n}} users are selected.',
      bulkDeliveryCount_one: '1 delivery is selected.',
      bulkDeliveryCount_other: '{{n}} deliveries are selected.',
      generateAction: 'Generate Vapi webhook token',
      generateHeading: 'Generate Vapi webhook tokens?',
      generateBody:
        'Each user without a token gets one and moves to “Token generated”. Users who have a token stay as they are.',
      generateConfirm: 'Generate',
      generateResult: '{{n}} generated',
      generateSkipped: '{{n}} already had one',
      rotateAction: 'Rotate token',
      rotateBulkHeading: 'Rotate the webhook tokens?',
      rotateBulkBody:
        'Each user with a token gets a new one, whose URL then has to be set in Vapi. Users without a token stay as they are.',
      rotateConfirm: 'Rotate',
      rotateResult: '{{n}} rotated',
      rotateSkipped: '{{n}} without a token left alone',
      revokeAction: 'Revoke token',
      revokeBulkHeading: 'Revoke the webhook tokens?',
      revokeBulkBody:
        'Their URLs stop working at once, former ones too, and never work again. Calls that Vapi reports until a new URL is set there are lost.',
      revokeConfirm: 'Revoke',
      revokeResult: '{{n}} revoked',
      revokeSkipped: '{{n}} had no token',
      endRetiredAction: 'End former tokens',
      endRetiredHeading: 'End the former tokens now?',
      endRetiredBody:
        'Tokens that were replaced and still work for a while stop at once. The present ones go on.',
      endRetiredConfirm: 'End now',
      endRetiredResult: '{{n}} ended',
      endRetiredSkipped: '{{n}} had none',
      markLiveAction: 'Mark setup status: Live',
      markLiveHeading: 'Mark the setup as live?',
      markLiveBody: 'The setup status becomes “Live”. Nothing else changes.',
      markLiveConfirm: 'Mark live',
      markLiveResult: '{{n}} set live',
      markLiveSkipped_one: '1 already was',
      markLiveSkipped_other: '{{n}} already were',
      replayAction: 'Replay',
      replayHeading_one: 'Replay this delivery?',
      replayHeading_other: 'Replay these deliveries?',
      replayBody:
        'The stored body is read again as if it had just arrived. Nothing that is known of a call gets lost.',
      replayResult: '{{n}} replayed',
      replayNeedsReview_one: '1 still needs review',
      replayNeedsReview_other: '{{n}} still need review',
      // notifications
      bulkNotificationCount_one: '1 notification is selected.',
      bulkNotificationCount_other: '{{n}} notifications are selected.',
      retryAction: 'Retry',
      retryHeading_one: 'Try this notification again?',
      retryHeading_other: 'Try these notifications again?',
      retryBody: 'Those that were given up are sent as soon as possible. Others stay as they are.',
      retryResult: '{{n}} will be tried again',
      retrySkipped_one: '1 was not given up and stays as it is',
      retrySkipped_other: '{{n}} were not given up and stay as they are',
      notificationsLink: 'Notifications',
      smsNotSetUp: 'SMS is not set up on this desk: none are sent.',
      smsNoPhone: 'The client has no phone number yet: see the tab “Profile”.',
      // export
      exportCSV: 'Export as CSV',
      exportNDJSON: 'Export as NDJSON',
      // quick filters
      filters: 'Quick filters',
      filterAll: 'All',
      filterYes: 'Yes',
      filterNo: 'No',
      filterActive: 'Active',
      filterStaff: 'Staff',
      filterSetupStatus: 'Setup status',
      filterToken: 'Vapi token',
      filterHasToken: 'Has one',
      filterNoToken: 'None',
      filterEnded: 'Ended',
      filterState: 'State',
      filterChannel: 'Channel',
      // cells
      yes: 'Yes',
      no: 'No',
      hasToken: 'Has a token',
      noToken: 'No token',
      none: 'None',
      setupStatusOf: 'Setup status of {{name}}',
      saving: 'Saving …',
      saved: 'Saved',
      saveFailed: 'Not saved: {{reason}}',
      // webhook URL
      urlLabel: 'Webhook URL',
      urlBeforeSave: 'Save this user first. Then its webhook URL can be generated here.',
      urlHidden: 'The webhook URL is shown to staff who may change users.',
      urlNoToken: 'This client has no webhook URL yet.',
      urlMalformed: 'The token below cannot stand in a URL yet. The URL appears here once it can.',
      urlUnsaved: 'Works as soon as you save.',
      urlSecret:
        'This URL is a secret: whoever knows it can post calls for this client. Give it to nobody but Vapi.',
      urlGenerate: 'Generate webhook URL',
      urlGenerating: 'Generating …',
      urlGenerated: 'The webhook URL is ready.',
      urlTakenMeanwhile: 'The client has a token by now. Its URL is shown.',
      urlUnreadable: 'The token was changed but cannot be shown. Reload the page.',
      rotateButton: 'Rotate …',
      rotateHeading: 'Rotate the webhook token?',
      rotateBody:
        'The client gets a new webhook URL. Set it in Vapi before the present one stops working.',
      rotateDone: 'The client has a new webhook URL. Set it in Vapi.',
      revokeButton: 'Revoke …',
      revokeHeading: 'Revoke the webhook token?',
      revokeBody:
        'The webhook URL stops working at once, former ones too, and never works again. Calls that Vapi reports until a new URL is set there are lost.',
      revokeDone: 'The webhook URL no longer works.',
      graceLabel: 'The present one goes on working for',
      graceNone: 'no time: it stops at once',
      graceHours_one: '1 hour',
      graceHours_other: '{{n}} hours',
      graceDays_one: '1 day',
      graceDays_other: '{{n}} days',
      retiredUntil: 'A former URL works until {{when}}.',
      retiredUsed: 'Last used {{when}}.',
      retiredUnused: 'Not used since it was replaced.',
      retiredEnd: 'End now',
      formerSecretUntil: 'A former secret is accepted until {{when}}.',
      formerSecretEnded: 'Former secrets are no longer accepted.',
      refusedCount_one: '1 post for this client was refused.',
      refusedCount_other: '{{n}} posts for this client were refused.',
      refusedLast: 'The last one {{when}}: {{reason}}.',
      refusedFlood: 'too many posts in a short time',
      refusedNetwork: 'it came from another network',
      refusedSecretMissing: 'it showed no secret',
      refusedSecretWrong: 'its secret was wrong',
      refusedSignatureMissing: 'it was not signed',
      refusedSignatureWrong: 'its signature was wrong',
      refusedTimestampMissing: 'it had no timestamp',
      refusedTimestampStale: 'its timestamp was more than 5 minutes off',
      retiredEnded: 'Former URLs no longer work.',
      copy: 'Copy',
      copyURL: 'Copy the webhook URL',
      copyRetries: 'Copy the backoffPlan',
      copied: 'Copied',
      copySelected: 'Selected. Press Ctrl+C or ⌘C to copy.',
      guideTitle: 'Set it in Vapi',
      guideServerURL: 'Open the assistant in Vapi’s dashboard and paste the URL as its Server URL.',
      guideMessages: 'Under Server Messages keep only end-of-call-report.',
      guideTimeout: 'Set the timeout to 20 seconds.',
      guideRetries:
        'Add retries. Vapi sends a report once unless the server has a backoffPlan such as this:',
      guidePublish:
        'Press Publish. Since August 2026 edits in the dashboard stay a draft until then.',
      guideTestCall: 'Make a test call. Its summary shows up under Call summaries seconds later.',
      // a test of the line
      testTitle: 'Test the line',
      testIntro:
        'Posts a made-up report to the webhook URL, as Vapi does, and says what came of each step. The call is marked as a test: the client neither sees it nor hears of it, and no figure counts it.',
      testSend: 'Send a test call',
      testAgain: 'Send another test call',
      testSending: 'Testing …',
      testNoToken: 'There is no webhook URL yet: generate it first.',
      testUnsaved: 'Save first: the test goes by what is saved.',
      testStepAddress: 'Address',
      testStepName: 'Name (DNS)',
      testStepConnection: 'Connection',
      testStepCertificate: 'Certificate (TLS)',
      testStepAnswer: 'Answer',
      testStepCall: 'Call summary',
      testStateOk: 'done',
      testStateWarning: 'done, with a warning',
      testStateFailed: 'failed',
      testStateSkipped: 'does not apply',
      testStateRunning: 'Running …',
      testStateNotTried: 'Not tried.',
      testMilliseconds: '{{n}} ms',
      testPassed: 'A report arrives and is stored.',
      testPassedWarned: 'A report arrives and is stored. Read the warnings.',
      testIncomplete: 'The connection ended before the test was over. Test again.',
      testFailed: 'A report would not arrive like this.',
      testTotal: '{{n}} ms in all.',
      testOpenCall: 'Open the test call',
      testRemove: 'Remove the test call',
      testRemoving: 'Removing …',
      testRemoved: 'The test call is removed.',
      testNothingToRemove: 'There was nothing left of the test call.',
      testMark: 'Test',
      testMarkLong: 'A test call of the desk',
      filterTest: 'Test calls',
      filterTestOnly: 'Only tests',
      filterTestNone: 'Without tests',
      line: {
        addressDirect:
          'SERVER_URL is not set, so the test goes straight to this desk as {{where}}: name, certificate and proxy are not tried. Set SERVER_URL to the address that Vapi is to use, and test again.',
        addressNone:
          'The desk does not know its public address. Set SERVER_URL, such as https://desk.example, and restart.',
        addressNoToken: 'The client has no webhook URL yet: generate it first.',
        addressPublic: 'The webhook URL is at {{where}}.',
        answerBadGateway:
          'Answered {{status}} by a proxy, which could not reach the desk behind it. See that the desk runs, and that the proxy forwards to its HOST and PORT.',
        answerBusy:
          'The desk answered 429: this client has had too many posts within a minute. Wait a minute. If no test caused it, look at what posts to this URL.',
        answerBusyElsewhere:
          'Answered 429, and not by the desk: a proxy or firewall limits requests. Let /api/v1/vapi/webhook/ through without a limit; the desk has its own.',
        answerClosed:
          'The connection was closed without an answer ({{code}}). Look at the log of the proxy before the desk: it may refuse large posts, or expect another protocol.',
        answerForbidden:
          'Answered 403, and not by the desk: a firewall or proxy refuses the post. Let POST to /api/v1/vapi/webhook/ through, also with 60 KB of JSON.',
        answerLogin:
          'Answered {{status}}, and not by the desk: a login stands before it. Exempt /api/v1/vapi/webhook/ from it, for Vapi cannot sign in there.',
        answerNetwork:
          'The desk answered 403: posts are taken from certain networks only, and the desk’s own address is not among them. Up to here the line works; the rest cannot be tried from here. Vapi’s posts are not affected if its addresses are in the list.',
        answerNotFound:
          'Answered {{status}}, and not by the desk: another site or another path of the proxy answers here. Forward /api/ to the desk, and check SERVER_URL.',
        answerOtherDesk:
          'A desk answered 404: it does not know this client’s token. Either the token was replaced a moment ago, or another desk, with another database, answers at this address.',
        answerPage:
          'Answered {{status}}, but not by the desk: a web page or another program answers here. Check SERVER_URL and where the proxy forwards /api/ to.',
        answerReceived: 'The desk took the report in and answered {{status}}.',
        answerRedirect:
          'Answered {{status}}: a redirect to {{where}}. Vapi does not follow redirects. Set SERVER_URL to the address that answers itself, with https:// if that is where it leads.',
        answerRedirectLogin:
          'Answered {{status}}: a redirect to a login at {{where}}. Exempt /api/v1/vapi/webhook/ from the login, for Vapi cannot sign in there.',
        answerReview:
          'The desk answered {{status}}, but could not read the report, which now needs review. Something on the way changes what is posted.',
        answerTimeout:
          'No answer came in time. The desk, its database or the proxy hangs or is overloaded. Look at /api/health and at the logs.',
        answerTooLarge:
          'Answered 413: a report of usual size is too large for something on the way. Allow bodies of at least 10 MB (nginx: client_max_body_size 10m), and see WEBHOOK_MAX_BYTES.',
        answerUnavailable:
          'The desk answered 503: its database is away or overloaded. Look at /api/health. Vapi sends such reports again only with a backoffPlan.',
        answerUnexpected:
          'Answered {{status}}, which a report should never be. Look at the logs of the desk and of the proxy.',
        answerUnsendable:
          'The client’s secret or signature does not fit into a header. Check the fields under “Only the right sender”.',
        answerUnverified:
          'The desk answered 401: the secret or signature did not reach it as it was sent. A proxy may drop or change that header, or the body; a wrong clock on one machine does the same.',
        callElsewhere:
          'The report was taken in, but it is not in this desk’s database: another desk, with another database, answers at this address. Check SERVER_URL and DATABASE_URL.',
        callIncomplete:
          'The call is stored, but not as it was sent: {{fields}}. Something on the way changes what is posted.',
        callRepeated:
          'The call is stored, once, with all fields. The post came {{times}} times: something on the way repeats posts. That does no harm here.',
        callStored: 'The call is stored, once, for this client, with all fields.',
        callUnread: 'The database could not be asked for the call. Look at /api/health.',
        certificateExpired:
          'The certificate of {{name}} has expired: Vapi posts nothing there. Renew it, and see why it was not renewed by itself.',
        certificateExpiring:
          'The certificate of {{name}} is valid, but ends in {{days}} days. See that it is renewed in time.',
        certificateNone:
          'The address begins with http://, and Vapi posts to https:// only. Put a proxy with a certificate before the desk, and set SERVER_URL to its address.',
        certificateOther:
          'No secure connection to {{name}} came about ({{code}}). Perhaps that port speaks no TLS, or only old versions of it.',
        certificateSelfSigned:
          'The certificate of {{name}} is self-signed: Vapi does not accept it. Get one from an authority such as Let’s Encrypt.',
        certificateSkipped: 'Not tried without SERVER_URL.',
        certificateTimeout:
          '{{name}} did not answer when the connection was to be secured. Perhaps that port speaks no TLS.',
        certificateUnknownIssuer:
          'Who issued the certificate of {{name}} is not known. Perhaps the proxy leaves out the intermediate certificate: give it the full chain. A company’s own authority is not known to Vapi.',
        certificateValid: 'The certificate of {{name}} is valid for {{days}} more days.',
        certificateWrongName:
          'The certificate is for another name than {{name}}. Get one for this name, or set SERVER_URL to the other.',
        certificateYetToCome:
          'The certificate of {{name}} is not valid yet. Check the clocks of both machines.',
        connectionOpen: 'Connected to {{host}}, port {{port}}.',
        connectionOther: 'No connection to {{host}}, port {{port}} came about ({{code}}).',
        connectionRefused:
          'Nothing listens at {{host}}, port {{port}}: the connection was refused. Start the proxy, or open that port.',
        connectionTimeout:
          'Nothing answers at {{host}}, port {{port}}. A firewall may drop what comes, or the name leads to a machine that is off. Some networks do not let a machine reach its own public address: then test from outside.',
        connectionUnreachable:
          'There is no way from here to {{host}}, port {{port}} ({{code}}). Check the network.',
        nameFound: '{{name}} is {{addresses}}.',
        nameLiteral: 'The address is a number: there is no name to look up.',
        namePrivate:
          '{{name}} is {{addresses}} from here, which Vapi cannot reach from the internet. Unless the name means something else outside, set SERVER_URL to a public address.',
        nameSkipped: 'Not tried without SERVER_URL.',
        nameTimeout: 'The name server did not answer in time. Check this machine’s DNS.',
        nameUnasked:
          '{{name}} could not be looked up ({{code}}). Check this machine’s DNS, and test again.',
        nameUnknown:
          'The name {{name}} does not exist in DNS. Check SERVER_URL for slips, or set up the DNS record; a new one takes a while to be known.',
      },
      // going live
      liveOffer: 'This client’s reports arrive, and its set-up is not marked as live yet.',
      liveOfferDo: 'Mark as live',
      liveOfferLater: 'Not yet',
      liveOfferDone: 'The client is marked as live.',
      liveOfferList_one: '1 client has reports and is not marked as live.',
      liveOfferList_other: '{{n}} clients have reports and are not marked as live.',
      liveOfferShow: 'Show them',
      // a client's calls
      callsLabel: 'Calls',
      callsLink_one: '1 call summary',
      callsLink_other: '{{n}} call summaries',
      callsNone: 'No calls yet',
      // how a client's reports come in
      healthTitle: 'Reports received',
      healthLast: 'Last one',
      healthNever: 'None yet',
      healthToday: 'Today',
      healthWeek: 'Last 7 days',
      healthReview: 'Deliveries that need review',
      reviewLink_one: '1 delivery needs review',
      reviewLink_other: '{{n}} deliveries need review',
      healthZone: 'Days begin at midnight in the time zone {{zone}}.',
      // setup path
      stepDone: 'done',
      stepCurrent: 'current step',
      // mails
      mailPreview:
        'Emails are not sent yet: this desk has no mail server (SMTP_URL). They are written into the folder {{folder}} instead.',
      welcomeLabel: 'Welcome email',
      welcomeButton: 'Send the welcome email …',
      welcomeHeading: 'Send the welcome email?',
      welcomeBody:
        'It goes to {{email}}, with a link to set a password that works for 7 days. A link sent before stops working.',
      welcomeConfirm: 'Send',
      welcomeSent: 'The welcome email is on its way to {{email}}.',
      welcomeHint: 'How to sign in, where the calls are, and how programs read them.',
      // service hours
      hoursNew: 'Opening hours',
      // conversation
      conversationAssistant: 'Assistant',
      conversationCaller: 'Caller',
      conversationEmpty: 'No conversation was reported for this call.',
      conversationFromTranscript: 'The report had no single turns, only this transcript.',
      // API keys
      keysNone: 'No API keys yet.',
      keysBeforeSave: 'Save this user first. Then API keys can be made here.',
      keyNew: 'New API key',
      keyNewButton: 'New API key …',
      keyMake: 'Make the key',
      keyMade: 'Your new API key',
      keyOnce: 'Copy the key now and keep it as you keep a password. It is never shown again.',
      keyCopy: 'Copy the API key',
      keyHowTo: 'Tools send it in a header: Authorization: Bearer, a space, and the key.',
      keyDone: 'Done',
      keyName: 'Name',
      keyNameExample: 'What it is for, such as CRM',
      keyExpiresAfter: 'Ends after',
      keyPrefix: 'Begins with',
      keyCreated: 'Made',
      keyLastUsed: 'Last used',
      keyNeverUsed: 'Never',
      keyExpires: 'Ends',
      keyNeverExpires: 'Never',
      keyExpired: 'Ended {{when}}',
      keyRevoked: 'Revoked {{when}}',
      keyRevoke: 'Revoke',
      keyRevokeNamed: 'Revoke {{name}}',
      keyRevokeHeading: 'Revoke the API key “{{name}}”?',
      keyRevokeBody: 'Whatever uses it can read no more, at once and for good.',
      keyRevokeDone: '“{{name}}” no longer works.',
      // general
      noAnswer: 'The server did not answer. Check your connection and try again.',
      unknownError: 'Something went wrong (status {{status}}).',
    },
  },
} as const
