namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>Strict reverse-path filtering on the tunnel or the card.</summary>
internal sealed class ReversePathCheck : SysctlCheck
{
    public override string Id => "Host.ReversePath";

    public override string Title => "No strict reverse-path filter on the way of VXLAN";

    public override string Why => "Felix does not set rp_filter on vxlan.calico; strict mode drops what it has no way back for.";

    public override string Impact => "Packets whose way back is another interface are dropped (IPReversePathFilter counts them).";

    protected override IEnumerable<CheckResult> Judge(NodeContext node, IReadOnlyDictionary<string, string> settings)
    {
        string device = node.Node.V4.Device;
        if (node.Forecast(false).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        if (node.DeviceFault is { } fault)
        {
            yield return Skip(node.Name, fault);
            yield break;
        }

        // The larger of all and the interface's own counts (Documentation/networking/ip-sysctl).
        string name = $"net.ipv4.conf.{device}.rp_filter";
        if (!settings.TryGetValue(name, out string? own) || !settings.TryGetValue("net.ipv4.conf.all.rp_filter", out string? all))
        {
            yield return Unknown(node.Name, name);
            yield break;
        }

        bool isStrict = Math.Max(Number(own), Number(all)) == 1;
        bool misses = node.Peers.Any(static p => p.Encapsulated == true && p.Route is Lookups.PeerEntryState.Missing or Lookups.PeerEntryState.Wrong);
        if (isStrict && !misses && node.Peers.Any(static p => p.Route == Lookups.PeerEntryState.Unknown))
        {
            yield return Unknown(node.Name, "the routes that lead back, or which blocks are whose");
            yield break;
        }

        Finding finding = new()
        {
            Expected = "0 or 2", Actual = $"{device} {own}, all {all}", Evidence = "sysctl on the node", 

            // With slashes: the device's name has a dot.
            Remedy = $"Restore the routes that are missing; until then loosen the filter by hand: sysctl -w net/ipv4/conf/{device}/rp_filter=2",
            Command = $"sysctl net.ipv4.conf.all.rp_filter net/ipv4/conf/{device}/rp_filter; nstat -az TcpExtIPReversePathFilter",
        };
        yield return !isStrict ? Pass(node.Name, $"{device} {own}, all {all}", "sysctl on the node")
            : misses ? Fail(node.Name, $"{node.Name}: {(Number(own) == 1 ? name : "net.ipv4.conf.all.rp_filter")} is strict (1), and a route back to a peer is missing or leads elsewhere", finding)
            : Pass(node.Name, $"{device} {own}, all {all}", "sysctl on the node", "strict, and every peer's routes lead back through the device");
    }

    private static int Number(string text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) ? value : 0;
}
