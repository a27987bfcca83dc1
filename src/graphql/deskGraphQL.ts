import type { Config, GraphQLExtension } from 'payload'
import { refuseKeyMutations } from '../access/refuseKeyMutations'
import { accountMutations } from './accountMutations'
import { callQueries } from './callQueries'
import { limitCosts } from './costs'
import { refuseExpansion } from './expansion'
import { mutationsInTurn, queriesInTurn } from './inTurn'
import { limitCopies } from './limitCopies'
import { permissionAnswers } from './permissionAnswers'

type Options = { keyMutations: GraphQLExtension; schemaFile: string }

/**
 * Payload's GraphQL with our queries and mutations, and what one request may cost.
 * @param schemaFile where `npm run generate` writes the schema
 */
export const deskGraphQL = ({ keyMutations, schemaFile }: Options): Config['graphQL'] => ({
  mutations: mutationsInTurn((...args) => ({
    ...keyMutations(...args),
    ...accountMutations(...args),
  })),
  queries: queriesInTurn((...args) => ({ ...callQueries(...args), ...permissionAnswers(...args) })),
  schemaOutputFile: schemaFile,
  // Our own limit is the one that counts; Payload's stops at too few fields in one query.
  maxComplexity: 4_000,
  validationRules: ({ contextValue, document, variableValues }) => {
    // Payload's own rule comes first, and would walk through all of it.
    refuseExpansion(document)
    return [refuseKeyMutations(contextValue), limitCosts(variableValues), limitCopies]
  },
})
