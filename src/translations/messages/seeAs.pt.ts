import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'Você está vendo o portal de {name}.',
  'seeAs.end': 'Encerrar',
  'seeAs.label': 'Visualização como cliente',
  'seeAs.left': '{minutes, plural, one {Falta # minuto.} other {Faltam # minutos.}}',
  'seeAs.readOnly': 'Nada pode ser alterado nesta visualização.',
}
