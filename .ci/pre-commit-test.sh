#!/usr/bin/env bash
# The hook as its users have it: Debian's pre-commit, a sample repository, and the package as it would be released. Both ways: `repo: local`,
# and the mirror of integrations/pre-commit. Nothing but the package registry is asked for anything.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/cache GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
# Under pre-commit npm has another prefix, and with it another global configuration: what the one here says of the network goes on with it.
for key in cafile registry; do
  value=$(npm config get "$key")
  if [[ $value != null && $value != undefined ]]; then export "npm_config_$key=$value"; fi
done
git config --global user.name test
git config --global user.email test@example.com
git config --global init.defaultBranch main

if ! command -v pre-commit >/dev/null; then
  (apt-get -qq update && apt-get -qq install --yes --no-install-recommends pre-commit) >"$work/apt.txt" 2>&1 || {
    echo 'pre-commit is not here and cannot be installed: not tested'
    exit 1
  }
fi
pre-commit --version

npm pack --silent --ignore-scripts --pack-destination "$work" >/dev/null
package=$(echo "$work"/atlaslint-*.tgz)

fail() {
  printf 'FAILED: %s\n' "$1"
  exit 1
}

# run <expected code> <description> [arguments of pre-commit run]: the output is left in $work/out.txt.
run() {
  local expected=$1 what=$2 code=0
  shift 2
  timeout 300 pre-commit run "$@" >"$work/out.txt" 2>&1 || code=$?
  if [[ $code -ne $expected ]]; then
    cat "$work/out.txt"
    fail "$what: exit code $code instead of $expected"
  fi
  printf 'ok: %s\n' "$what"
}

# The findings in what pre-commit printed.
findings() { grep -E '^[^ ]+\.yaml:[0-9]+:[0-9]+: ' "$work/out.txt" | sort; }

# A valid manifest: $1 its folder, $2 its name, $3 more components.
manifest() {
  mkdir -p "$1"
  cat >"$1/ai-system.yaml" <<YAML
atlaslint: 1
system: { name: $2, owner: team, reviewed: 2026-01-01, catalog: "2026.09" }
owners: { team: { name: Team, contact: team@example.com } }
zones: { inside: { trust: internal, owner: team } }
components:
  clerk: { kind: staff, zone: inside }
  notes: { kind: document-store, zone: inside, writable-by: [team], readable-by: [team] }
$3
flows: [{ from: clerk, to: notes, carries: [document], auth: user, encrypted: true }]
YAML
}

# sample <folder>: a repository with a clean manifest; the hooks are those of hooks.yaml.
sample() {
  mkdir "$1"
  cd "$1"
  git init --quiet
  cp "$work/hooks.yaml" .pre-commit-config.yaml
  manifest clean 'Notes' ''
  git add .
}

check() {
  sample "$work/$1"
  run 0 "$1: a clean manifest passes" --all-files --verbose
  grep -q 'PASS' "$work/out.txt" || fail "$1: the hook did not run"
  git commit --quiet --no-verify -m clean

  pre-commit install >/dev/null
  manifest broken 'Broken' '  strange: { kind: teapot }'
  git add .
  if git commit --quiet -m broken >"$work/out.txt" 2>&1; then fail "$1: a broken manifest was committed"; fi
  grep -q 'teapot' "$work/out.txt" || fail "$1: the commit was refused for another reason"
  printf 'ok: %s: a commit with a broken manifest is refused\n' "$1"
  git rm -rfq broken

  echo 'no manifest' >README.md
  git add .
  git commit --quiet -m readme 2>"$work/out.txt" || fail "$1: a commit without a manifest was refused"
  grep -q 'Skipped' "$work/out.txt" || fail "$1: the hook ran on a file that is no manifest"
  printf 'ok: %s: a commit without a manifest is not looked at\n' "$1"

  for name in one two three; do
    manifest "$name" "$name" '  agent: { kind: agent, zone: inside, exposure: public, auth: none, can: [run-code, spend-money], autonomy: autonomous }'
  done
  git add .
  run 1 "$1: manifests with findings fail" --all-files
  findings >"$work/together.txt"
  : >"$work/alone.txt"
  for name in one two three clean; do
    pre-commit run --files "$name/ai-system.yaml" >"$work/out.txt" 2>&1 || true
    findings >>"$work/alone.txt" || true
  done
  [[ -s $work/together.txt ]] || fail "$1: no finding was read"
  cmp "$work/together.txt" <(sort "$work/alone.txt") || fail "$1: files together and alone have other findings"
  printf 'ok: %s: %s findings, the same with all files and one by one\n' "$1" "$(wc -l <"$work/together.txt")"
}

# The documented way.
cat >"$work/hooks.yaml" <<YAML
repos:
  - repo: local
    hooks:
      - id: atlaslint
        name: atlaslint
        entry: atlaslint lint --max-details 0
        language: node
        language_version: system
        additional_dependencies: ["$package"]
        files: (^|/)([^/]+\\.)?ai-system\\.ya?ml\$
        require_serial: true
YAML
check local

# The mirror, with the package from here in place of the released one.
mirror=$work/mirror-repository
cp -R "$root/integrations/pre-commit" "$mirror"
cd "$mirror"
pre-commit validate-manifest .pre-commit-hooks.yaml
sed -i "s|\"atlaslint@[^\"]*\"|\"$package\"|" .pre-commit-hooks.yaml
git init --quiet
git add .
git commit --quiet -m mirror
git tag v0.0.0
cat >"$work/hooks.yaml" <<YAML
repos:
  - repo: $mirror
    rev: v0.0.0
    hooks:
      - { id: atlaslint, language_version: system, args: [--max-details, "0"] }
YAML
check mirror

cd "$work/mirror"
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $mirror
    rev: v0.0.0
    hooks: [{ id: atlaslint-all, language_version: system }]
YAML
git add .
git commit --quiet --no-verify -m all
echo 'fail-on: none' >atlaslint.config.yaml
git add .
run 0 'mirror, atlaslint-all: a change of the configuration judges every manifest'
run 0 'mirror, atlaslint-all: and only what is not valid fails' --all-files --verbose
grep -q '4 manifests' "$work/out.txt" || fail 'atlaslint-all did not judge all manifests'
