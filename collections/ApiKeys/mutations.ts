import type { Config, PayloadRequest } from 'payload'
import { revokeKey } from '../../endpoints/shared/revokeKey'

type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

type Resolve = (
  source: unknown,
  args: { id: string },
  context: { req: PayloadRequest },
) => ReturnType<typeof revokeKey>

const resolve: Resolve = (_, { id }, { req }) => revokeKey(req, id)

/** `revokeApiKey(id)`: the same as `POST /api/api-keys/:id/revoke`. */
export const keyMutations: Mutations = ({ GraphQLNonNull, GraphQLString }, { collections }) => ({
  revokeApiKey: {
    args: { id: { type: new GraphQLNonNull(GraphQLString) } },
    resolve,
    type: collections['api-keys']?.graphQL?.type,
  },
})
