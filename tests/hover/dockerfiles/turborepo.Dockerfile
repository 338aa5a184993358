FROM node:22-alpine AS base
RUN apk update && apk add --no-cache libc6-compat dumb-init && corepack enable pnpm && npm i -g turbo@2.3.3
ENV PNPM_HOME=/pnpm NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 PATH="$PNPM_HOME:$PATH" NODE_OPTIONS="--max-old-space-size=4096"
FROM base AS pruner
WORKDIR /app
COPY . .
RUN turbo prune web --docker --out-dir=out
FROM base AS builder
COPY --from=pruner /app/out/json/ .
RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm fetch && pnpm install --frozen-lockfile --offline --filter web... 
COPY --from=pruner /app/out/full/ .
ARG TURBO_TOKEN NEXT_PUBLIC_API_URL
RUN npx prisma generate && pnpm exec prisma migrate deploy && turbo run build --filter=web... --no-daemon && npx next build --debug
RUN pnpm deploy --filter=web --prod /prod/web && pnpm prune --prod && npx tsc --noEmit -p tsconfig.json && npx vite build --mode production && npx nest build && npx eslint . --max-warnings 0 && npx vitest run --coverage && npx jest --ci --runInBand
FROM base AS runner
RUN addgroup --system --gid 1001 nodejs && adduser --system --uid 1001 nextjs
COPY --from=builder --chown=nextjs:nodejs /app/apps/web/.next/standalone ./
COPY --from=builder --chown=nextjs:nodejs /app/apps/web/public ./apps/web/public
USER nextjs
ENV PORT=3000 HOSTNAME=0.0.0.0
CMD ["dumb-init", "node", "--enable-source-maps", "apps/web/server.js"]
