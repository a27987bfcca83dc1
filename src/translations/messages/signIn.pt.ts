import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Receber um link por e-mail',
  'signIn.ask.text':
    'Enviamos a você um link e seis dígitos. Ambos funcionam uma vez, durante 15 minutos.',
  'signIn.ask.title': 'Sem senha',
  'signIn.code.again': 'Pedir outro e-mail',
  'signIn.code.label': 'Os seis dígitos do e-mail',
  'signIn.code.missing': 'Digite os seis dígitos do e-mail.',
  'signIn.code.submit': 'Entrar',
  'signIn.code.text':
    'Se existe uma conta com este endereço, um e-mail está a caminho. Toque no botão dele ou digite aqui os seis dígitos. Ambos funcionam durante 15 minutos.',
  'signIn.code.title': 'Veja seu e-mail',
  'signIn.code.wrong':
    'Estes dígitos não funcionam. Confira-os ou peça outro e-mail: os dígitos funcionam uma vez, durante 15 minutos e cinco tentativas, e só no navegador que os pediu.',
  'signIn.done.everywhere': 'Você saiu em todos os dispositivos.',
  'signIn.done.signedOut': 'Você saiu.',
  'signIn.email': 'E-mail',
  'signIn.email.missing': 'Digite seu endereço de e-mail.',
  'signIn.forgot': 'Esqueceu sua senha?',
  'signIn.link.again': 'Pedir outro link',
  'signIn.link.dead.text':
    'Ele já foi usado ou expirou. Os links funcionam uma vez, durante 15 minutos.',
  'signIn.link.dead.title': 'Este link não funciona mais',
  'signIn.link.submit': 'Entrar',
  'signIn.link.text': 'Só mais um passo: toque no botão para entrar como {email}.',
  'signIn.link.title': 'Entrar',
  'signIn.mail.action': 'Entrar',
  'signIn.mail.digits':
    'Ou digite estes seis dígitos onde você pediu este e-mail, no mesmo navegador:',
  'signIn.mail.preheader': 'O link e os dígitos funcionam uma vez, durante 15 minutos.',
  'signIn.mail.reason':
    'Alguém pediu para entrar como {email}. Se não foi você, ignore este e-mail e não dê os dígitos a ninguém: sem este e-mail ninguém consegue entrar.',
  'signIn.mail.subject': 'Seu link para entrar',
  'signIn.mail.text': 'Toque no botão para entrar. Ele funciona uma vez, durante 15 minutos.',
  'signIn.password': 'Senha',
  'signIn.password.missing': 'Digite sua senha.',
  'signIn.password.wrong':
    'O e-mail ou a senha está incorreto. Depois de várias tentativas incorretas, espere dez minutos.',
  'signIn.staff': 'Para a equipe',
  'signIn.staffMail.preheader': 'A equipe entra com uma senha.',
  'signIn.staffMail.text':
    'Este é o endereço de uma conta da equipe. A equipe entra com sua senha em {address}.',
  'signIn.staffMail.title': 'Acesso da equipe',
  'signIn.submit': 'Entrar',
  'signIn.title': 'Entrar',
}
