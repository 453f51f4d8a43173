#!/usr/bin/env bash
# The door for a machine that has no PowerShell yet: sets up what is missing, then runs the same tasks.
#   ./build.sh build | test | demo | bench | package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
task="${1:-build}"
case "$task" in build | test | demo | bench | package) ;; *)
  echo "usage: ./build.sh build|test|demo|bench|package" >&2
  exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

command -v dotnet >/dev/null || {
  echo "build.sh: the .NET 10 SDK is missing (command 'dotnet'). Install it, then run this again." >&2
  exit 1
}

# --- Debian packages: what the task runs, and what the tests compare with ---------------------------------------------
# command:package; /path:package where no command tells.
need=(ip:iproute2 gcc:gcc)
case "$task" in
  demo) need+=(nft:nftables) ;;
  test | bench) need+=(tcpdump:tcpdump tshark:tshark ping:iputils-ping ethtool:ethtool nft:nftables kubectl:kubernetes-client) ;;
esac

missing=()
for pair in "${need[@]}"; do
  PATH="$PATH:/usr/sbin:/sbin" command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
[ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
ldconfig -p 2>/dev/null | grep -q 'libpcap\.so' || missing+=(libpcap0.8)

if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "build.sh: installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "build.sh: not installed: ${missing[*]}. Tests that need them are skipped; install them with: sudo apt-get install ${missing[*]}" >&2
  fi
fi

# --- PowerShell: on PATH, or as a .NET tool from the manifest -----------------------------------------------------------
pwsh_command=()
if command -v pwsh >/dev/null; then
  pwsh_command=(pwsh)
elif dotnet tool restore >/dev/null 2>&1 && dotnet tool run pwsh -- -NoProfile -Command 'exit 0' >/dev/null 2>&1; then
  pwsh_command=(dotnet tool run pwsh --)
fi

if [ "${#pwsh_command[@]}" -gt 0 ]; then
  exec "${pwsh_command[@]}" -NoProfile -NonInteractive -File build.ps1 -Task "${task^}"
fi

# --- Without PowerShell: the same steps through dotnet -------------------------------------------------------------------
target() { dotnet msbuild eng/build.proj "-t:$1" -nologo -v:m; }

show_demo() {
  local line
  while IFS= read -r line; do
    case "$line" in
      '#'*) printf '%s\n' "${line#\# }" ;;
      # What an admin types without the module.
      'ip '*) printf '\n$ %s\n' "$line"; read -ra words <<<"$line"; PATH="$PATH:/usr/sbin:/sbin" "${words[@]}" ;;
      # 3 and 4 are verdicts, not failures.
      *) printf '\n$ cvx %q\n' "$line"; output/bin/cvx "$line" || [ $? -ge 3 ] ;;
    esac
  done < <(cat eng/demo.txt "eng/demo-$(demo_cluster).txt")
}

# As root a cluster is built; else snapshots of one are looked at.
demo_cluster() {
  if [ "$(id -u)" = 0 ] && [ "$(uname)" = Linux ] && PATH="$PATH:/usr/sbin:/sbin" command -v nft >/dev/null && ip netns list >/dev/null 2>&1; then
    output/bin/cvx Remove-CalicoLab -Name demo '-Confirm:$false' >/dev/null 2>&1 || true
    echo lab
  else
    echo snapshot
  fi
}

case "$task" in
  build) target Build ;;
  package) target Package ;;
  bench) target Build; target Bench ;;
  demo) target Build; show_demo ;;
  test)
    target Build
    target Test
    echo "build.sh: left out: the Pester suite, since PowerShell is neither on PATH nor to be had from the tool manifest."
    dotnet run --file eng/Summary.cs -- output/tests CalicoVxlan.Tests CalicoVxlan.PS.Tests
    ;;
esac
