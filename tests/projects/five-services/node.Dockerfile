ARG NODE_VERSION
FROM node:${NODE_VERSION}-slim AS base
WORKDIR /app
COPY src/ src/
USER node

FROM base AS web-dev
CMD ["node", "--watch", "src/web.js"]

FROM base AS web
EXPOSE 3000
CMD ["node", "src/web.js"]

FROM base AS api
EXPOSE 4000
CMD ["node", "src/api.js"]
