# An image that lints what is mounted at /work, and needs neither network nor a writable disk:
#
#   docker build -t atlaslint .
#   docker run --rm --network none --read-only -v "$PWD:/work:ro" atlaslint
#
# Reports for machines go to stdout (-f sarif > atlaslint.sarif), since the mount is read-only.
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp && mkdir /opt/atlaslint \
  && tar -xzf /tmp/atlaslint-*.tgz -C /opt/atlaslint --strip-components=1

FROM node:22-slim
# The bundles hold what they need; node_modules stays behind.
COPY --from=build /opt/atlaslint /opt/atlaslint
ENV ATLASLINT_NO_CACHE=1 NODE_ENV=production
USER node
WORKDIR /work
ENTRYPOINT ["node", "/opt/atlaslint/bin/atlaslint.js"]
