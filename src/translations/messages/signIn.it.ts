import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Ricevere un link via e-mail',
  'signIn.ask.text': 'Le inviamo un link e sei cifre. Entrambi valgono una volta, per 15 minuti.',
  'signIn.ask.title': 'Senza password',
  'signIn.code.again': 'Chiedere un’altra e-mail',
  'signIn.code.label': 'Le sei cifre dell’e-mail',
  'signIn.code.missing': 'Inserisca le sei cifre dell’e-mail.',
  'signIn.code.submit': 'Accedi',
  'signIn.code.text':
    'Se esiste un account con questo indirizzo, un’e-mail è in arrivo. Prema il pulsante che contiene, oppure inserisca qui le sei cifre. Entrambi valgono per 15 minuti.',
  'signIn.code.title': 'Controlli la Sua posta',
  'signIn.code.wrong':
    'Queste cifre non funzionano. Le controlli, oppure chieda un’altra e-mail: le cifre valgono una volta, per 15 minuti e cinque tentativi, e solo nel browser che le ha chieste.',
  'signIn.done.everywhere': 'Ora è disconnesso da tutti i dispositivi.',
  'signIn.done.signedOut': 'Ora è disconnesso.',
  'signIn.email': 'E-mail',
  'signIn.email.missing': 'Inserisca il Suo indirizzo e-mail.',
  'signIn.forgot': 'Ha dimenticato la password?',
  'signIn.link.again': 'Chiedere un altro link',
  'signIn.link.dead.text':
    'È già stato usato o è scaduto. I link valgono una volta, per 15 minuti.',
  'signIn.link.dead.title': 'Questo link non funziona più',
  'signIn.link.submit': 'Accedi',
  'signIn.link.text': 'Ancora un passo: prema il pulsante per accedere come {email}.',
  'signIn.link.title': 'Accedi',
  'signIn.mail.action': 'Accedi',
  'signIn.mail.digits':
    'Oppure inserisca queste sei cifre dove ha chiesto questa e-mail, nello stesso browser:',
  'signIn.mail.preheader': 'Il link e le cifre valgono una volta, per 15 minuti.',
  'signIn.mail.reason':
    'Qualcuno ha chiesto di accedere come {email}. Se non è stato Lei, ignori questa e-mail e non dia le cifre a nessuno: senza questa e-mail nessuno può accedere.',
  'signIn.mail.subject': 'Il Suo link per accedere',
  'signIn.mail.text': 'Prema il pulsante per accedere. Vale una volta, per 15 minuti.',
  'signIn.password': 'Password',
  'signIn.password.missing': 'Inserisca la Sua password.',
  'signIn.password.wrong':
    'L’e-mail o la password non è corretta. Dopo diversi tentativi errati, attenda dieci minuti.',
  'signIn.staff': 'Per il personale',
  'signIn.staffMail.preheader': 'Il personale accede con una password.',
  'signIn.staffMail.text':
    'Questo è l’indirizzo di un account del personale. Il personale accede con la propria password su {address}.',
  'signIn.staffMail.title': 'Accesso del personale',
  'signIn.submit': 'Accedi',
  'signIn.title': 'Accedi',
}
