/**
 * Where the desk's GraphQL API differs from Payload's.
 * @module
 */

import type { Config, GraphQLExtension } from 'payload'
import { refuseKeyMutations } from '../access/refuseKeyMutations'
import { accountMutations } from './accountMutations'
import { callQueries } from './callQueries'
import { limitCosts } from './costs'
import { refuseExpansion } from './expansion'
import { followUpMutations } from './followUpMutations'
import { mutationsInTurn, queriesInTurn } from './inTurn'
import { limitCopies } from './limitCopies'
import { permissionAnswers } from './permissionAnswers'

type Options = { keyMutations: GraphQLExtension; schemaFile: string }

/**
 * Payload's GraphQL settings with the desk's queries and mutations, and limits for one request.
 * @param schemaFile where `npm run generate` writes the schema
 */
export const deskGraphQL = ({ keyMutations, schemaFile }: Options): Config['graphQL'] => ({
  mutations: mutationsInTurn((...args) => ({
    ...keyMutations(...args),
    ...accountMutations(...args),
    ...followUpMutations(...args),
  })),
  queries: queriesInTurn((...args) => ({ ...callQueries(...args), ...permissionAnswers(...args) })),
  schemaOutputFile: schemaFile,
  // `limitCosts` is the limit that matters. Payload's default would allow too few fields in one query.
  maxComplexity: 4_000,
  validationRules: ({ contextValue, document, variableValues }) => {
    // Checked here, since Payload's own rule comes first and would walk through the whole expansion.
    refuseExpansion(document)
    return [refuseKeyMutations(contextValue), limitCosts(variableValues), limitCopies]
  },
})
