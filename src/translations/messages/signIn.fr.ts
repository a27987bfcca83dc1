import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Recevoir un lien par e-mail',
  'signIn.ask.text':
    'Nous vous envoyons un lien et six chiffres. Les deux servent une fois, pendant 15 minutes.',
  'signIn.ask.title': 'Sans mot de passe',
  'signIn.code.again': 'Demander un autre e-mail',
  'signIn.code.label': 'Les six chiffres de l’e-mail',
  'signIn.code.missing': 'Saisissez les six chiffres de l’e-mail.',
  'signIn.code.submit': 'Se connecter',
  'signIn.code.text':
    'S’il existe un compte avec cette adresse, un e-mail est en route. Appuyez sur son bouton, ou saisissez ici ses six chiffres. Les deux servent pendant 15 minutes.',
  'signIn.code.title': 'Consultez votre messagerie',
  'signIn.code.wrong':
    'Ces chiffres ne fonctionnent pas. Vérifiez-les, ou demandez un autre e-mail : les chiffres servent une fois, pendant 15 minutes et cinq essais, et seulement dans le navigateur qui les a demandés.',
  'signIn.done.everywhere': 'Vous êtes maintenant déconnecté de tous les appareils.',
  'signIn.done.signedOut': 'Vous êtes maintenant déconnecté.',
  'signIn.email': 'E-mail',
  'signIn.email.missing': 'Saisissez votre adresse e-mail.',
  'signIn.forgot': 'Mot de passe oublié ?',
  'signIn.link.again': 'Demander un autre lien',
  'signIn.link.dead.text':
    'Il a déjà servi ou il a expiré. Les liens servent une fois, pendant 15 minutes.',
  'signIn.link.dead.title': 'Ce lien ne fonctionne plus',
  'signIn.link.submit': 'Se connecter',
  'signIn.link.text':
    'Encore une étape : appuyez sur le bouton pour vous connecter en tant que {email}.',
  'signIn.link.title': 'Se connecter',
  'signIn.mail.action': 'Se connecter',
  'signIn.mail.digits':
    'Ou saisissez ces six chiffres là où vous avez demandé cet e-mail, dans le même navigateur :',
  'signIn.mail.preheader': 'Le lien et les chiffres servent une fois, pendant 15 minutes.',
  'signIn.mail.reason':
    'Quelqu’un a demandé à se connecter en tant que {email}. Si ce n’était pas vous, ignorez cet e-mail et ne donnez les chiffres à personne : sans cet e-mail, personne ne peut se connecter.',
  'signIn.mail.subject': 'Votre lien de connexion',
  'signIn.mail.text':
    'Appuyez sur le bouton pour vous connecter. Il sert une fois, pendant 15 minutes.',
  'signIn.password': 'Mot de passe',
  'signIn.password.missing': 'Saisissez votre mot de passe.',
  'signIn.password.wrong':
    'L’adresse e-mail ou le mot de passe est incorrect. Après plusieurs essais incorrects, attendez dix minutes.',
  'signIn.staff': 'Pour le personnel',
  'signIn.staffMail.preheader': 'Le personnel se connecte avec un mot de passe.',
  'signIn.staffMail.text':
    'Cette adresse est celle d’un compte du personnel. Le personnel se connecte avec son mot de passe à l’adresse {address}.',
  'signIn.staffMail.title': 'Connexion du personnel',
  'signIn.submit': 'Se connecter',
  'signIn.title': 'Se connecter',
}
