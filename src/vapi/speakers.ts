import { normaliseKey } from './normaliseKey'

/** Words for the agent, in the languages agents speak; `normaliseKey` has been at them. */
const ASSISTANT = [
  'agent',
  'agente',
  'ai',
  'aiagent',
  'asistan',
  'asistente',
  'assistant',
  'assistante',
  'assistent',
  'assistente',
  'bot',
  'chatbot',
  'ia',
  'ki',
  'model',
  'receptionist',
  'virtualassistant',
  'voicebot',
]

const USER = [
  'anrufer',
  'anruferin',
  'appelant',
  'beller',
  'callee',
  'caller',
  'chiamante',
  'client',
  'cliente',
  'contact',
  'customer',
  'gast',
  'gebruiker',
  'guest',
  'human',
  'klant',
  'kullanici',
  'kullanıcı',
  'kunde',
  'kundin',
  'lead',
  'llamante',
  'musteri',
  'müşteri',
  'patient',
  'person',
  'prospect',
  'user',
  'usuario',
  'usuário',
  'utente',
  'utilisateur',
  'utilizador',
]

export type Speaker = 'assistant' | 'user'

const SPEAKERS: ReadonlyMap<string, Speaker> = new Map([
  ...ASSISTANT.map((word) => [word, 'assistant'] as const),
  ...USER.map((word) => [word, 'user'] as const),
])

/** Who speaks, by the word a report has for it; undefined for prompts, tools and unknown words. */
export const speakerOf = (word: unknown): Speaker | undefined =>
  typeof word === 'string' && word.length <= 40 ? SPEAKERS.get(normaliseKey(word)) : undefined
