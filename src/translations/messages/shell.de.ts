import type { shell as english } from './shell.en'

export const shell: Record<keyof typeof english, string> = {
  'shell.away.text':
    'Ihre Daten sind gerade nicht erreichbar. Diese Seite versucht es von selbst noch einmal.',
  'shell.away.title': 'Einen Moment, bitte',
  'shell.busy.text':
    'Im Moment gibt es zu viele Anfragen. Diese Seite versucht es von selbst noch einmal.',
  'shell.busy.title': 'Einen Moment, bitte',
  'shell.error.text': 'Bei uns ist etwas schiefgegangen. Von Ihren Daten ist nichts verloren.',
  'shell.error.title': 'Das hat nicht geklappt',
  'shell.footer.imprint': 'Impressum',
  'shell.footer.privacy': 'Datenschutz',
  'shell.footer.signOut': 'Abmelden',
  'shell.footer.support': 'Hilfe',
  'shell.footer.zone': 'Alle Zeiten gelten in der Zeitzone {zone}.',
  'shell.form.changed':
    'Das wurde inzwischen geändert. Prüfen Sie es und speichern Sie es dann noch einmal.',
  'shell.form.failed': 'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  'shell.form.forbidden': 'Das dürfen Sie nicht ändern.',
  'shell.form.foreign':
    'Es wurde nichts getan, weil dieses Formular von einer fremden Seite kam. Öffnen Sie die Seite hier und senden Sie es noch einmal.',
  'shell.form.gone': 'Das gibt es nicht mehr.',
  'shell.form.invalid': 'Prüfen Sie diese Angabe.',
  'shell.form.large': 'Das ist zu viel Text.',
  'shell.form.later':
    'Es gab zu viele Versuche, oder wir sind gerade ausgelastet. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
  'shell.form.plain':
    'Es wurde nichts getan, weil diese Adresse nicht verschlüsselt ist. Öffnen Sie stattdessen {url}.',
  'shell.form.refused': 'Dieses Formular wurde nicht angenommen',
  'shell.form.required': 'Füllen Sie das aus.',
  'shell.missing.link': 'Ihre Anrufe',
  'shell.missing.text': 'Die Adresse stimmt nicht, oder was hier war, wurde gelöscht.',
  'shell.missing.title': 'Hier ist nichts',
  'shell.nav.calls': 'Anrufe',
  'shell.nav.figures': 'Zahlen',
  'shell.nav.label': 'Seiten',
  'shell.nav.settings': 'Einstellungen',
  'shell.nav.todo': 'Zu erledigen',
  'shell.nav.todoCount': '{n, plural, one {# offen} other {# offen}}',
  'shell.password.ask': 'Link senden',
  'shell.password.askText':
    'Sie bekommen eine E-Mail mit einem Link, um ein neues Passwort zu wählen.',
  'shell.password.askTitle': 'Passwort vergessen?',
  'shell.password.deadAgain': 'Neuen Link anfordern',
  'shell.password.deadText': 'Er wurde schon benutzt, ist abgelaufen oder unvollständig.',
  'shell.password.deadTitle': 'Dieser Link funktioniert nicht',
  'shell.password.email': 'E-Mail-Adresse',
  'shell.password.new': 'Neues Passwort',
  'shell.password.rule': 'Mindestens {n, number} Zeichen.',
  'shell.password.sentText':
    'Wenn es ein Konto mit dieser Adresse gibt, ist eine E-Mail unterwegs. Ihr Link gilt eine Stunde.',
  'shell.password.sentTitle': 'Sehen Sie in Ihr Postfach',
  'shell.password.set': 'Passwort speichern',
  'shell.password.setTitle': 'Ihr Passwort',
  'shell.password.short': 'Das Passwort braucht mindestens 12 Zeichen.',
  'shell.password.signIn': 'Zurück zur Anmeldung',
  'shell.password.wrong': 'Ihr jetziges Passwort stimmt nicht.',
  'shell.skip': 'Zum Inhalt springen',
  'shell.unsubscribe.back': 'Sie bekommen wieder E-Mails zu Ihren Anrufen.',
  'shell.unsubscribe.dead': 'Er ist unvollständig, oder das Konto gibt es nicht mehr.',
  'shell.unsubscribe.isOff':
    'Sie bekommen keine E-Mails zu Ihren Anrufen mehr. Ihre Anrufe werden weiterhin angenommen und gespeichert.',
  'shell.unsubscribe.isOn': 'Sie bekommen E-Mails zu Ihren Anrufen.',
  'shell.unsubscribe.offTitle': 'E-Mails sind aus',
  'shell.unsubscribe.onTitle': 'E-Mails sind an',
  'shell.unsubscribe.start': 'Wieder senden',
  'shell.unsubscribe.stop': 'Diese E-Mails abbestellen',
}
