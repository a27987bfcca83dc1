const NAME =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/
const PORT = /^([^:]+)(?::(\d{1,5}))?$/
const ADDRESS = /^\d+(?:\.\d+){3}$/

/**
 * Reads the name of a host, as people type it or as a `Host` header has it: without case and without the usual
 * ports, international names in the form of DNS (`xn--…`).
 * @returns null for what is no name of a host, such as an address with a path, an IP address or a pattern
 * @example
 * readHost('Calls.Agency.Example:443') // 'calls.agency.example'
 * readHost('anrufe.müller.example') // 'anrufe.xn--mller-kva.example'
 * readHost('https://calls.agency.example/') // null
 */
export const readHost = (text: null | string | undefined): null | string => {
  const typed = text?.trim().toLowerCase() ?? ''
  if (typed.length > 300 || /[\s/\\@?#*%[\]]/.test(typed)) return null
  const [, name = '', port] = PORT.exec(typed) ?? []
  if (name === '' || (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)))
    return null
  if (!URL.canParse(`http://${name}`)) return null
  const { hostname } = new URL(`http://${name}`)
  const host = hostname.replace(/\.$/, '')
  // A URL reads "1" and "0x7f.1" as addresses.
  if (!NAME.test(host) || ADDRESS.test(host)) return null
  const isUsual = port === undefined || Number(port) === 80 || Number(port) === 443
  return isUsual ? host : `${host}:${Number(port)}`
}
