namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>A FelixConfiguration: <c>default</c>, <c>node.NAME</c>, or one with a selector.</summary>
internal sealed record FelixConfigurationObject
{
    public required string Name { get; init; }

    /// <summary>spec's scalar fields as text, <c>true</c> and <c>false</c> for truth values, by their JSON name (vxlanEnabled, vxlanVNI, vxlanPort, vxlanMTU,
    /// ipipEnabled, bpfEnabled, wireguardEnabled, deviceRouteProtocol, interfacePrefix, featureDetectOverride ...).</summary>
    public IReadOnlyDictionary<string, string> Spec { get; init; } = new Dictionary<string, string>();

    /// <summary>spec.externalNodesList.</summary>
    public IReadOnlyList<string> ExternalNodes { get; init; } = [];
}
