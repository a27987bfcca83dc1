import type { Endpoint, SanitizedCollectionConfig, SanitizedConfig } from 'payload'

const isOfVersions = ({ path }: Endpoint): boolean => /^\/versions(?:\/|$)/.test(path)
const isOfVerifying = ({ path }: Endpoint): boolean => path.startsWith('/verify/')

const isUsed = ({ auth, versions }: SanitizedCollectionConfig, endpoint: Endpoint): boolean =>
  !(isOfVersions(endpoint) && !versions) && !(isOfVerifying(endpoint) && !auth.verify)

/**
 * Removes the endpoints of features that a collection or a global does not have. Payload registers those of versions
 * and of e-mail verification for all; without the tables or fields that they need, they answer 500.
 */
export const withoutUnused = async (config: Promise<SanitizedConfig>): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const collection of sanitized.collections) {
    const { endpoints } = collection
    if (endpoints) {
      collection.endpoints = endpoints.filter((endpoint) => isUsed(collection, endpoint))
    }
  }
  for (const each of sanitized.globals) {
    const { endpoints, versions } = each
    if (endpoints) {
      each.endpoints = endpoints.filter((endpoint) => versions || !isOfVersions(endpoint))
    }
  }
  return sanitized
}
