namespace CalicoVxlan.Lab.Kernel;

/// <summary>What is to be done in a namespace: first everywhere what goes away, then everywhere what comes.</summary>
internal sealed class NamespaceChange(string name, NamespaceKind kind)
{
    public string Name => name;

    public NamespaceKind Kind => kind;

    /// <summary>Lines for <c>ip -batch</c>.</summary>
    public List<string> RemoveIp { get; } = [];

    /// <summary>Lines for <c>bridge -batch</c>.</summary>
    public List<string> RemoveBridge { get; } = [];

    /// <summary>Sysctls of the namespace, which new devices take over, and of devices that are there.</summary>
    public List<(string Path, string Value)> Defaults { get; } = [];

    public List<string> AddIp { get; } = [];

    public List<string> AddBridge { get; } = [];

    public List<(string Path, string Value)> Sysctls { get; } = [];

    public List<(string Device, bool On)> Checksums { get; } = [];

    /// <summary>For <c>nft -f</c>.</summary>
    public string Firewall { get; set; } = "";

    public bool Removes => RemoveIp.Count + RemoveBridge.Count > 0;

    public bool Adds => Defaults.Count + AddIp.Count + AddBridge.Count + Sysctls.Count + Checksums.Count + Firewall.Length > 0;
}
