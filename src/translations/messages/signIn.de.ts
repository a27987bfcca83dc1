import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Link per E-Mail erhalten',
  'signIn.ask.text':
    'Wir senden Ihnen einen Link und sechs Ziffern. Beides gilt einmal, 15 Minuten lang.',
  'signIn.ask.title': 'Ohne Passwort',
  'signIn.code.again': 'Weitere E-Mail anfordern',
  'signIn.code.label': 'Die sechs Ziffern aus der E-Mail',
  'signIn.code.missing': 'Geben Sie die sechs Ziffern aus der E-Mail ein.',
  'signIn.code.submit': 'Anmelden',
  'signIn.code.text':
    'Wenn es zu dieser Adresse ein Konto gibt, ist eine E-Mail unterwegs. Drücken Sie darin auf die Schaltfläche, oder geben Sie hier die sechs Ziffern ein. Beides gilt 15 Minuten lang.',
  'signIn.code.title': 'Sehen Sie in Ihr Postfach',
  'signIn.code.wrong':
    'Diese Ziffern funktionieren nicht. Prüfen Sie sie, oder fordern Sie eine weitere E-Mail an: Ziffern gelten einmal, 15 Minuten und fünf Versuche lang, und nur in dem Browser, der sie angefordert hat.',
  'signIn.done.everywhere': 'Sie sind jetzt auf allen Geräten abgemeldet.',
  'signIn.done.signedOut': 'Sie sind jetzt abgemeldet.',
  'signIn.email': 'E-Mail',
  'signIn.email.missing': 'Geben Sie Ihre E-Mail-Adresse ein.',
  'signIn.forgot': 'Passwort vergessen?',
  'signIn.link.again': 'Neuen Link anfordern',
  'signIn.link.dead.text':
    'Er wurde schon benutzt oder ist abgelaufen. Links gelten einmal, 15 Minuten lang.',
  'signIn.link.dead.title': 'Dieser Link funktioniert nicht mehr',
  'signIn.link.submit': 'Anmelden',
  'signIn.link.text':
    'Nur noch ein Schritt: Drücken Sie auf die Schaltfläche, um sich als {email} anzumelden.',
  'signIn.link.title': 'Anmelden',
  'signIn.mail.action': 'Anmelden',
  'signIn.mail.digits':
    'Oder geben Sie diese sechs Ziffern dort ein, wo Sie diese E-Mail angefordert haben, im selben Browser:',
  'signIn.mail.preheader': 'Der Link und die Ziffern gelten einmal, 15 Minuten lang.',
  'signIn.mail.reason':
    'Jemand möchte sich als {email} anmelden. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail, und geben Sie die Ziffern niemandem: Ohne diese E-Mail kann sich niemand anmelden.',
  'signIn.mail.subject': 'Ihr Link zum Anmelden',
  'signIn.mail.text':
    'Drücken Sie auf die Schaltfläche, um sich anzumelden. Sie gilt einmal, 15 Minuten lang.',
  'signIn.password': 'Passwort',
  'signIn.password.missing': 'Geben Sie Ihr Passwort ein.',
  'signIn.password.wrong':
    'Die E-Mail-Adresse oder das Passwort ist falsch. Warten Sie nach mehreren falschen Versuchen zehn Minuten.',
  'signIn.staff': 'Für Mitarbeitende',
  'signIn.staffMail.preheader': 'Mitarbeitende melden sich mit einem Passwort an.',
  'signIn.staffMail.text':
    'Diese Adresse gehört zum Konto eines Mitarbeitenden. Mitarbeitende melden sich mit ihrem Passwort an: {address}',
  'signIn.staffMail.title': 'Anmeldung für Mitarbeitende',
  'signIn.submit': 'Anmelden',
  'signIn.title': 'Anmelden',
}
