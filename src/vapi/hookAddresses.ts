import { MASK } from './mask'

/**
 * Webhook URLs whose path is the password: anybody who knows one can post to it. Each row is a host and
 * the part of the path that may be shown, for services that are often connected to Vapi.
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

// Some JSON writers escape slashes.
const SLASH = '\\\\?/'
const STARTS = `:${SLASH}${SLASH}(?:${HOOKS.join('|').replaceAll('/', SLASH)})`
const HOOK = new RegExp(`(${STARTS})(?:\\\\/|[^\\s"'\`<>(){},\\\\])+`, 'gi')
const PIPEDREAM = /(:\\?\/\\?\/)[\w-]+(?=\.m\.pipedream\.net)/gi

/**
 * Masks the secret part of such URLs in a text. URLs that cannot be recognised as such are left
 * unchanged.
 */
export const maskHooks = (text: string): string =>
  text.includes(':/') || text.includes(':\\/')
    ? text.replace(HOOK, `$1${MASK}`).replace(PIPEDREAM, `$1${MASK}`)
    : text
