using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>A Service.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">spec.clusterIPs that can be read; none for a headless service.</param>
internal sealed record ServiceObject(string Namespace, string Name, IReadOnlyList<NetAddress> Addresses);
