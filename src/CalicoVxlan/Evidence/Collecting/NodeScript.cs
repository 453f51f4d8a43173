using System.Text;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>
/// What a node is asked, in one round trip: a constant POSIX sh script. Nothing is put into its text; the boundary and the seconds
/// that a command may take are its two arguments. Each answer stands on standard output as it is, followed by a line of its own:
/// boundary, file, exit code, first line of what the command complained.
/// </summary>
internal static class NodeScript
{
    /// <summary>Name of the last line: everything was asked.</summary>
    public const string Complete = "complete";

    /// <summary>Bytes of firewall.txt that a node sends; more is cut.</summary>
    public const int MostFirewallBytes = 8 << 20;

    // Everything is read before anything runs, since the script may come through standard input. Links come first: asking for them
    // makes the kernel number the namespaces of the peers. What may be large or slow comes last.
    public const string Text = """
        LC_ALL=C
        PATH="$PATH:/usr/sbin:/sbin:/usr/local/bin:/var/lib/rancher/rke2/bin"
        export LC_ALL PATH
        boundary=$1
        seconds=$2
        nl='
        '
        limited=
        if timeout 1 true 2>/dev/null; then limited=1; fi

        run() { if [ -n "$limited" ]; then timeout "$seconds" "$@"; else "$@"; fi; }

        need() { command -v "$1" >/dev/null 2>&1 || { echo "$1: not found" >&2; return 127; }; }

        answer() {
            file=$1
            shift
            complaint=$( { need "$1" && "$@"; } 2>&1 >&3 3>&- </dev/null )
            printf '\n%s %s %s %.300s\n' "$boundary" "$file" "$?" "${complaint%%"$nl"*}"
        }

        tool() { need "$1" && run "$@"; }

        # read takes single bytes, and /proc/sys gives its values only whole.
        sysctls() {
            need grep || return
            cd /proc/sys || return
            grep -H -s '' net/ipv4/ip_forward net/ipv4/ip_no_pmtu_disc net/ipv4/tcp_mtu_probing net/ipv4/neigh/default/gc_thresh[123] \
                net/ipv6/neigh/default/gc_thresh[123] net/ipv4/conf/*/forwarding net/ipv4/conf/*/rp_filter net/ipv4/conf/*/proxy_arp \
                net/ipv4/conf/*/route_localnet net/ipv4/conf/*/src_valid_mark net/ipv4/neigh/*/proxy_delay net/ipv6/conf/*/forwarding \
                net/ipv6/conf/*/proxy_ndp net/ipv6/conf/*/disable_ipv6 net/ipv6/conf/*/accept_ra net/bridge/bridge-nf-call-iptables \
                net/netfilter/nf_conntrack_count net/netfilter/nf_conntrack_max
            [ $? -le 2 ]
        }

        offloads() {
            need ethtool || return
            for device in vxlan.calico vxlan-v6.calico; do
                if ip link show dev "$device" >/dev/null 2>&1; then run ethtool -k "$device" || return; fi
            done
        }

        ipsets() {
            if [ -n "$(run ipset list -n 2>/dev/null)" ]; then run ipset list; return; fi
            need nft && run nft list sets
        }

        firewall() {
            if [ -n "$(run nft list tables 2>/dev/null)" ]; then run nft list ruleset
            elif need iptables-save; then run iptables-save -c; if need ip6tables-save; then run ip6tables-save -c; fi
            fi | head -c "$1"
        }

        podlinks() {
            [ -d /var/run/netns ] || { echo '/var/run/netns is not here' >&2; return 1; }
            run ip netns list | {
                good= bad=
                while read -r name rest; do
                    case $rest in
                    *id:*)
                        if links=$(run ip -n "$name" -j -d addr show); then good=1; printf 'netns: %s\n%s\n' "$name" "$links"; else bad=1; fi ;;
                    esac
                done
                [ -n "$good" ] || [ -z "$bad" ]
            }
        }

        # What NetworkManager and systemd-networkd noted of Calico's interfaces, in files named by their numbers. Numbers are a network
        # namespace's, and the notes are the machine's: they are read where both are the same, or where the root folder is given.
        managers() {
            notes=$CALICO_ROOT/run
            if [ -z "$CALICO_ROOT" ]; then
                own=$(readlink /proc/self/ns/net 2>/dev/null) || return 0
                [ "$own" = "$(readlink /proc/1/ns/net 2>/dev/null)" ] || return 0
            fi
            nm=$notes/NetworkManager/devices
            networkd=$notes/systemd/netif/links
            if [ -d "$nm" ]; then echo 'manager NetworkManager'; fi
            if [ -d "$networkd" ]; then echo 'manager systemd-networkd'; fi
            if [ ! -d "$nm" ] && [ ! -d "$networkd" ]; then
                if [ -d "$notes/systemd/system" ]; then echo 'manager none'; fi
                return 0
            fi
            links=$(tool ip -o link show) || return
            printf '%s\n' "$links" | while read -r index name rest; do
                index=${index%:}
                name=${name%%[@:]*}
                case $name in
                vxlan.calico|vxlan-v6.calico|cali*)
                    note NetworkManager "$nm/$index" managed connection-uuid
                    note systemd-networkd "$networkd/$index" ADMIN_STATE NETWORK_FILE ;;
                esac
            done
        }

        note() {
            if [ ! -f "$2" ] || [ ! -r "$2" ]; then return 0; fi
            state= origin=
            while IFS= read -r line || [ -n "$line" ]; do
                case $line in
                "$3="*) state=${line#*=} ;;
                "$4="*) origin=${line#*=} ;;
                esac
            done <"$2"
            printf '%s %s %.40s %.300s\n' "$name" "$1" "${state:--}" "$origin"
        }

        # Built in or loaded, it has a directory; else the list of the kernel's files tells whether it can be loaded.
        modules() {
            files=/lib/modules/$(uname -r) || return
            for module in vxlan; do
                state=unknown
                if [ -d "/sys/module/$module" ]; then state=loaded
                elif [ -r "$files/modules.dep" ]; then
                    state=missing
                    if grep -q "/$module[.]ko" "$files/modules.dep"; then state=loadable; fi
                fi
                printf '%s %s\n' "$module" "$state"
            done
        }

        sandboxes() {
            need crictl || return
            ids=$(run crictl pods -q) || return
            good= bad=
            for id in $ids; do
                case $id in
                *[!0-9a-f]*) ;;
                *) if run crictl inspectp "$id"; then good=1; else bad=1; fi ;;
                esac
            done
            [ -n "$good" ] || [ -z "$bad" ]
        }

        everything() {
            exec 3>&1
            answer links.json tool ip -j -d -s link show
            answer addresses.json tool ip -j addr show
            answer routes.json tool ip -j -d -4 route show table all
            answer routes6.json tool ip -j -d -6 route show table all
            answer rules.json tool ip -j rule show
            answer neighbours.json tool ip -j neigh show
            answer fdb.json tool ip -j -d -f bridge neigh show
            answer netns.json tool ip -j netns list-id
            answer sysctls.txt sysctls
            answer kernel.txt tool uname -r
            answer mtu.txt tool cat "$CALICO_ROOT/var/lib/calico/mtu"
            answer managers.txt managers
            answer modules.txt modules
            answer snmp.txt tool cat /proc/net/snmp /proc/net/netstat
            answer offloads.txt offloads
            answer podlinks.txt podlinks
            answer sandboxes.json sandboxes
            answer ipsets.txt ipsets
            answer firewall.txt firewall 8388609
            answer complete true
        }

        everything </dev/null

        """;

    public static ReadOnlyMemory<byte> Bytes { get; } = Encoding.ASCII.GetBytes(Text);
}
