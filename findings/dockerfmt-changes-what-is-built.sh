#!/usr/bin/env bash
# dockerfmt formats three valid Dockerfiles into others. `ENV GREETING good day`, the form without `=` whose value is the rest
# of the line, becomes `ENV GREETING=good day`, which Docker refuses (it can't find `=` in "day"). Blank lines behind a
# backslash, which Docker leaves out, end the RUN, and its second half becomes an instruction that there is none of. The text
# of a heredoc that is only data is set as if it were shell: two blanks become one in the file that is written.
# Seen with @reteps/dockerfmt 0.5.4 from npm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save @reteps/dockerfmt@0.5.4
cat > ask.mjs <<'IN'
import { formatDockerfileContents } from '@reteps/dockerfmt'

const options = { indent: 4, trailingNewline: true, spaceRedirects: false }
const texts = [
  'FROM a\nENV GREETING good day\n',
  'FROM a\nRUN one \\\n\n    two\n',
  'FROM a\nRUN cat > /table <<EOF\nname   size\nEOF\n',
]
for (const text of texts) console.log(JSON.stringify(await formatDockerfileContents(text, options)))
process.exit(0)
IN
node ask.mjs | tee answer
diff - answer <<'OUT' || { echo "changed"; exit 1; }
"FROM a\nENV GREETING=good day\n"
"FROM a\nRUN one\n\ntwo\n"
"FROM a\nRUN cat > /table <<EOF\nname size\nEOF\n"
OUT
