using System.Text.RegularExpressions;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Prediction;

/// <summary>The host's MTU as Felix finds it: the smallest of the interfaces that are up and match mtuIfacePattern (felix int_dataplane.go).</summary>
internal static partial class HostMtu
{
    /// <summary>What Felix takes when no interface matches; bytes.</summary>
    public const int Fallback = 1460;

    /// <summary>The MTU, and the interface that it is from; null when the node's interfaces are not known.</summary>
    public static (int Mtu, string? Interface)? Of(NodeTables tables, FelixSettings settings)
    {
        if (tables.Answers.Links is not { } links)
        {
            return null;
        }

        Regex pattern = Pattern(settings);
        LinkRecord? smallest = null;
        foreach (LinkRecord link in links)
        {
            if (link.IsUp && link.OperState is "UP" && pattern.IsMatch(link.Name) && (smallest is null || link.Mtu < smallest.Mtu))
            {
                smallest = link;
            }
        }

        return smallest is null ? (Fallback, null) : (smallest.Mtu, smallest.Name);
    }

    private static Regex Pattern(FelixSettings settings)
    {
        string? own = settings.Read("mtuIfacePattern", "FELIX_MTUIFACEPATTERN")?.Value;
        try
        {
            // From outside: no backtracking, so that no pattern can take for ever.
            return own is null ? Default() : new Regex(own, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Default();
        }
    }

    [GeneratedRegex("^((en|wl|ww|sl|ib)[Pcopsvx].*|(eth|wlan|wwan).*)", RegexOptions.CultureInvariant)]
    private static partial Regex Default();
}
