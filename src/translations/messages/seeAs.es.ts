import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'Está viendo el portal de {name}.',
  'seeAs.end': 'Finalizar',
  'seeAs.label': 'Vista como cliente',
  'seeAs.left': '{minutes, plural, one {Queda # minuto.} other {Quedan # minutos.}}',
  'seeAs.readOnly': 'En esta vista no se puede cambiar nada.',
}
