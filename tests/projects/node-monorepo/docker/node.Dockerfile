FROM node:24-slim AS base
WORKDIR /app
COPY package.json ./
COPY packages/ packages/

FROM base AS web
USER node
EXPOSE 3000
CMD ["node", "packages/web/server.js"]

FROM base AS api
USER node
EXPOSE 4000
CMD ["node", "packages/api/server.js"]
