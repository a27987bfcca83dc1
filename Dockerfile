# The desk for a PostgreSQL of yours (DATABASE_URL): what runs, and nothing else.
FROM node:24-slim AS build
WORKDIR /desk
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`, which wants the packages of other platforms to be named as well.
RUN npm install --no-save --include=dev --no-audit --no-fund
COPY . .
RUN node src/server/cli/build.mjs
RUN node --conditions=production src/server/cli/pack.mjs /packed

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /desk
COPY --from=build /packed ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "src/server/cli/healthy.mjs"]
CMD ["node", "--conditions=production", "src/server/cli/serve.mjs"]
