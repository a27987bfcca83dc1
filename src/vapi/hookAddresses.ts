import { MASK } from './mask'

/**
 * Addresses at which whoever knows them may post: the path is the password. Each row is a host and what
 * of the path may stay. Services that Vapi and its neighbours are wired to.
 */
const HOOKS = [
  'hooks\\.slack\\.com/(?:services|workflows|triggers)/',
  '(?:(?:ptb|canary)\\.)?discord(?:app)?\\.com/api(?:/v\\d+)?/webhooks/',
  'hooks\\.zapier\\.com/(?:hooks/)?(?:catch|standard)/',
  'hook\\.(?:[\\w-]+\\.)?(?:make|integromat)\\.com/',
  'hook\\.(?:[\\w-]+\\.)?make\\.celonis\\.com/',
  '[\\w-]+\\.webhook\\.office\\.com/(?:webhookb2/)?',
  'outlook\\.office(?:365)?\\.com/webhook/',
  '(?:services|backend)\\.leadconnectorhq\\.com/hooks/',
  'maker\\.ifttt\\.com/(?:use/|trigger/[^\\s/]+/(?:json/)?with/key/)',
  'api\\.telegram\\.org/(?:file/)?bot',
  'connect\\.pabbly\\.com/workflow/sendwebhookdata/',
  'hooks\\.airtable\\.com/workflows/',
  'webhook\\.site/',
  'open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v2/hook/',
  'api\\.(?:us|eu)?\\.?pipedream\\.(?:com|net)/',
  '[\\w.-]+/webhook(?:-test)?/(?=[0-9a-f]{8}-[0-9a-f]{4}-)',
] as const

// Slashes may be escaped, as some write JSON.
const SLASH = '\\\\?/'
const STARTS = `:${SLASH}${SLASH}(?:${HOOKS.join('|').replaceAll('/', SLASH)})`
const HOOK = new RegExp(`(${STARTS})(?:\\\\/|[^\\s"'\`<>(){},\\\\])+`, 'gi')
const PIPEDREAM = /(:\\?\/\\?\/)[\w-]+(?=\.m\.pipedream\.net)/gi

/** Masks in a text the secret part of such addresses; what cannot be told from any other stays. */
export const maskHooks = (text: string): string =>
  text.includes(':/') || text.includes(':\\/')
    ? text.replace(HOOK, `$1${MASK}`).replace(PIPEDREAM, `$1${MASK}`)
    : text
