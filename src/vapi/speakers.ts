import { normaliseKey } from './normaliseKey'

/** Words for the agent, in several languages, in the form of `normaliseKey`. */
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

/** The speaker that a word means; undefined for prompts, tools and unknown words. */
export const speakerOf = (word: unknown): Speaker | undefined =>
  typeof word === 'string' && word.length <= 40 ? SPEAKERS.get(normaliseKey(word)) : undefined
