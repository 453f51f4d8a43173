using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Lab;

/// <summary>Holds a lab's options to their ranges; each refusal names the option, its range, and what was given.</summary>
internal static class LabOptionChecks
{
    public const int MaxNodes = 32;
    public const int MaxPods = 50;

    // Below it IPv4 needs no host to forward a packet whole (RFC 791), and what is left for pods is of no use.
    private const int LeastMtu = 576;

    // IPv6 needs 1280 bytes on a link (RFC 8200), and its VTEP has 70 less than the host.
    private const int LeastMtu6 = 1350;

    private const int MostMtu = 9216;
    private static readonly Version OldestVersion = new(3, 27);
    private static readonly Version FirstAfter = new(3, 34);

    /// <exception cref="LabException">An option is out of its range.</exception>
    public static void Check(CalicoLabOptions options)
    {
        CheckName(options.Name);
        InRange(nameof(options.NodeCount), options.NodeCount, 2, MaxNodes);
        InRange(nameof(options.PodsPerNode), options.PodsPerNode, 0, MaxPods);
        InRange(nameof(options.SubnetCount), options.SubnetCount, 1, options.NodeCount);
        InRange(nameof(options.BlockSize), options.BlockSize, 20, 32);
        InRange(nameof(options.HostMtu), options.HostMtu, options.DualStack ? LeastMtu6 : LeastMtu, MostMtu);
        InRange(nameof(options.Vni), options.Vni, 1, 0xffffff);
        InRange(nameof(options.Port), options.Port, 1, 65535);
        if (options.VxlanMode is not (EncapsulationMode.Always or EncapsulationMode.CrossSubnet))
        {
            throw Bad(nameof(options.VxlanMode), "is Always or CrossSubnet", options.VxlanMode.ToString());
        }

        if (options.CalicoVersion is null || options.CalicoVersion < OldestVersion || options.CalicoVersion >= FirstAfter)
        {
            throw Bad(nameof(options.CalicoVersion), "is 3.27 to 3.33", options.CalicoVersion?.ToString() ?? "nothing");
        }

        if (options.BorrowedAddress && (options.PodsPerNode == 0 || options.BlockSize == 32))
        {
            throw Bad(nameof(options.BorrowedAddress), "needs a pod on each node and blocks of more than one address", $"{options.PodsPerNode} pods and /{options.BlockSize}");
        }

        if (!Enum.IsDefined(options.Install))
        {
            throw Bad(nameof(options.Install), "is Manifest or Operator", options.Install.ToString());
        }
    }

    /// <summary>True for 1 to 8 of a-z, 0-9 and -, beginning and ending with a letter or digit: what namespaces can begin with.</summary>
    public static bool IsName(string? name) =>
        name is { Length: >= 1 and <= 8 } && name[0] != '-' && name[^1] != '-' && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static void CheckName(string? name)
    {
        if (!IsName(name))
        {
            throw Bad(nameof(CalicoLabOptions.Name), "is 1 to 8 of a-z, 0-9 and - and begins and ends with a letter or digit", $"'{SafeText.Clean(name ?? "")}'");
        }
    }

    private static void InRange(string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw Bad(option, $"is {least} to {most}", $"{value}");
        }
    }

    private static LabException Bad(string option, string range, string given) =>
        new(LabFailure.BadOption, option, $"{option} {range}, not {given}.", $"Give -{option} a value in its range.");
}
