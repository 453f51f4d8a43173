namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>The ConfigMap calico-config of a manifest install.</summary>
internal sealed record CalicoConfigObject
{
    public required string Namespace { get; init; }

    /// <summary>data: calico_backend, veth_mtu, cni_network_config, typha_service_name; nothing else of it is kept.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();
}
