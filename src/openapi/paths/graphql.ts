import { jsonBody, ref, refusals, success } from '../answers'

const query = {
  description:
    'The same calls, profile and keys with GraphQL. The schema is in the file `schema.graphql` of the desk’s repository.',
  operationId: 'graphql',
  requestBody: jsonBody(ref('GraphQLRequest'), {
    query:
      'query Booked($limit: Int) { CallSummaries(limit: $limit, where: { outcome: { equals: "booked" } }) { docs { id startedAt customerName summary } nextCursor } }',
    variables: { limit: 5 },
  }),
  responses: {
    200: success({ description: 'Data, errors, or both.', schema: ref('GraphQLAnswer') }),
    ...refusals(429),
  },
  summary: 'Query with GraphQL',
  tags: ['GraphQL'],
}

/** The path item of `/graphql`. */
export const graphQLPaths = { '/graphql': { post: query } }
