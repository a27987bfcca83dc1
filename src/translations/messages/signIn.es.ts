import type { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = {
  'signIn.ask.submit': 'Recibir un enlace por correo',
  'signIn.ask.text':
    'Le enviamos un enlace y seis cifras. Ambos sirven una vez, durante 15 minutos.',
  'signIn.ask.title': 'Sin contraseña',
  'signIn.code.again': 'Pedir otro correo',
  'signIn.code.label': 'Las seis cifras del correo',
  'signIn.code.missing': 'Introduzca las seis cifras del correo.',
  'signIn.code.submit': 'Iniciar sesión',
  'signIn.code.text':
    'Si hay una cuenta con esta dirección, el correo está en camino. Pulse el botón que contiene o introduzca aquí sus seis cifras. Ambos sirven durante 15 minutos.',
  'signIn.code.title': 'Revise su correo',
  'signIn.code.wrong':
    'Estas cifras no sirven. Compruébelas o pida otro correo: las cifras sirven una vez, durante 15 minutos y cinco intentos, y solo en el navegador que las pidió.',
  'signIn.done.everywhere': 'Ha cerrado la sesión en todos los dispositivos.',
  'signIn.done.signedOut': 'Ha cerrado la sesión.',
  'signIn.email': 'Correo electrónico',
  'signIn.email.missing': 'Introduzca su dirección de correo electrónico.',
  'signIn.forgot': '¿Ha olvidado su contraseña?',
  'signIn.link.again': 'Pedir otro enlace',
  'signIn.link.dead.text':
    'Ya se ha usado o ha caducado. Los enlaces sirven una vez, durante 15 minutos.',
  'signIn.link.dead.title': 'Este enlace ya no funciona',
  'signIn.link.submit': 'Iniciar sesión',
  'signIn.link.text': 'Un paso más: pulse el botón para iniciar sesión como {email}.',
  'signIn.link.title': 'Iniciar sesión',
  'signIn.mail.action': 'Iniciar sesión',
  'signIn.mail.digits':
    'O introduzca estas seis cifras donde pidió este correo, en el mismo navegador:',
  'signIn.mail.preheader': 'El enlace y las cifras sirven una vez, durante 15 minutos.',
  'signIn.mail.reason':
    'Alguien ha pedido iniciar sesión como {email}. Si no fue usted, ignore este correo y no dé las cifras a nadie: sin este correo nadie puede iniciar sesión.',
  'signIn.mail.subject': 'Su enlace para iniciar sesión',
  'signIn.mail.text': 'Pulse el botón para iniciar sesión. Sirve una vez, durante 15 minutos.',
  'signIn.password': 'Contraseña',
  'signIn.password.missing': 'Introduzca su contraseña.',
  'signIn.password.wrong':
    'El correo electrónico o la contraseña no es correcto. Tras varios intentos fallidos, espere diez minutos.',
  'signIn.staff': 'Para el personal',
  'signIn.staffMail.preheader': 'El personal inicia sesión con una contraseña.',
  'signIn.staffMail.text':
    'Esta dirección es de una cuenta del personal. El personal inicia sesión con su contraseña en {address}.',
  'signIn.staffMail.title': 'Inicio de sesión del personal',
  'signIn.submit': 'Iniciar sesión',
  'signIn.title': 'Iniciar sesión',
}
