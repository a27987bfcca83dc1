import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Crear una contraseña nueva',
  'mails.reset.preheader': 'El enlace es válido durante una hora.',
  'mails.reset.reason':
    'Alguien ha pedido una contraseña nueva para {email}. Si no ha sido usted, ignore este correo: no se ha cambiado nada.',
  'mails.reset.text':
    'Use este enlace para crear una contraseña nueva. Funciona una sola vez y es válido durante una hora.',
}
