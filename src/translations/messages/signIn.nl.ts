import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Een link per e-mail ontvangen',
  'signIn.ask.text':
    'Wij sturen u een link en zes cijfers. Beide werken één keer, 15 minuten lang.',
  'signIn.ask.title': 'Zonder wachtwoord',
  'signIn.code.again': 'Nog een e-mail aanvragen',
  'signIn.code.label': 'De zes cijfers uit de e-mail',
  'signIn.code.missing': 'Vul de zes cijfers uit de e-mail in.',
  'signIn.code.submit': 'Inloggen',
  'signIn.code.text':
    'Als er een account met dit adres is, is er een e-mail onderweg. Druk op de knop daarin, of vul hier de zes cijfers in. Beide werken 15 minuten lang.',
  'signIn.code.title': 'Kijk in uw mailbox',
  'signIn.code.wrong':
    'Deze cijfers werken niet. Controleer ze, of vraag nog een e-mail aan: cijfers werken één keer, 15 minuten en vijf pogingen lang, en alleen in de browser die erom vroeg.',
  'signIn.done.everywhere': 'U bent nu op alle apparaten uitgelogd.',
  'signIn.done.signedOut': 'U bent nu uitgelogd.',
  'signIn.email': 'E-mail',
  'signIn.email.missing': 'Vul uw e-mailadres in.',
  'signIn.forgot': 'Wachtwoord vergeten?',
  'signIn.link.again': 'Nog een link aanvragen',
  'signIn.link.dead.text':
    'Hij is al gebruikt of verlopen. Links werken één keer, 15 minuten lang.',
  'signIn.link.dead.title': 'Deze link werkt niet meer',
  'signIn.link.submit': 'Inloggen',
  'signIn.link.text': 'Nog één stap: druk op de knop om in te loggen als {email}.',
  'signIn.link.title': 'Inloggen',
  'signIn.mail.action': 'Inloggen',
  'signIn.mail.digits':
    'Of vul deze zes cijfers in waar u om deze e-mail vroeg, in dezelfde browser:',
  'signIn.mail.preheader': 'De link en de cijfers werken één keer, 15 minuten lang.',
  'signIn.mail.reason':
    'Iemand wil inloggen als {email}. Als u dat niet was, negeer deze e-mail dan en geef de cijfers aan niemand: zonder deze e-mail kan niemand inloggen.',
  'signIn.mail.subject': 'Uw link om in te loggen',
  'signIn.mail.text': 'Druk op de knop om in te loggen. Hij werkt één keer, 15 minuten lang.',
  'signIn.password': 'Wachtwoord',
  'signIn.password.missing': 'Vul uw wachtwoord in.',
  'signIn.password.wrong':
    'Het e-mailadres of het wachtwoord is onjuist. Wacht na meerdere onjuiste pogingen tien minuten.',
  'signIn.staff': 'Voor medewerkers',
  'signIn.staffMail.preheader': 'Medewerkers loggen in met een wachtwoord.',
  'signIn.staffMail.text':
    'Dit is het adres van een account van een medewerker. Medewerkers loggen met hun wachtwoord in op {address}.',
  'signIn.staffMail.title': 'Inloggen voor medewerkers',
  'signIn.submit': 'Inloggen',
  'signIn.title': 'Inloggen',
}
