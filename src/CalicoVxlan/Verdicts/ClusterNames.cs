using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Frames;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts;

/// <summary>The names of a cluster's pods and nodes, for frames and flows.</summary>
public sealed class ClusterNames : AddressNames
{
    private readonly Dictionary<NetAddress, AddressName> names = [];

    /// <summary>Takes the names out of a cluster.</summary>
    public ClusterNames(ClusterModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (ClusterNode node in model.Nodes)
        {
            AddressName name = new(null, node.Name);
            foreach (NodeFamily family in (NodeFamily[])[node.V4, node.V6])
            {
                Add(family.Address?.Address, name);
                Add(family.TunnelAddress, name);
            }

            foreach (NetAddress address in node.Object?.InternalAddresses ?? [])
            {
                Add(address, name);
            }
        }

        foreach (PodObject pod in model.Objects.Pods ?? [])
        {
            foreach (NetAddress address in pod.Addresses)
            {
                if (model.PodWith(address) == pod)
                {
                    Add(address, new AddressName($"{pod.Namespace}/{pod.Name}", pod.Node));
                }
            }
        }
    }

    internal override AddressName? Find(NetAddress address) => names.GetValueOrDefault(address);

    private void Add(NetAddress? address, AddressName name)
    {
        if (address is { } known)
        {
            names.TryAdd(known, name);
        }
    }
}
