using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>Says what an address, a MAC, an interface name, a VNI or a block is. Several matches are several rows.</summary>
public static class AddressResolver
{
    /// <summary>Rows for one text; at least one, which may say that it is not of this cluster.</summary>
    public static IReadOnlyList<CalicoAddress> Resolve(ClusterModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        string asked = text.Trim();
        List<CalicoAddress> rows = [];
        if (MacAddress.TryParse(asked, out MacAddress mac))
        {
            MacLookup.Add(rows, model, asked, mac);
        }
        else if (asked.Contains('/', StringComparison.Ordinal) && Cidr.TryParse(asked, out Cidr cidr))
        {
            BlockLookup.Add(rows, model, asked, cidr);
        }
        else if (NetAddress.TryParse(asked, out NetAddress address))
        {
            IpLookup.Add(rows, model, asked, address);
        }
        else if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int vni))
        {
            NameLookup.AddVni(rows, model, asked, vni);
        }
        else
        {
            NameLookup.AddInterface(rows, model, asked);
        }

        if (rows.Count == 0)
        {
            string clean = SafeText.Clean(asked);
            rows.Add(new CalicoAddress { Address = clean, Kind = "NotOfThisCluster", Description = "not of this cluster", KnownFrom = Searched(model) });
        }

        return rows;
    }

    /// <summary>True when the answer may be on the nodes: for MACs, names, VNIs, and addresses that the API does not know.</summary>
    public static bool NeedsNodes(ClusterModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !Cidr.TryParse(text, out Cidr cidr) || (cidr.IsSingle && model.PodWith(cidr.Address) is null && model.Blocks.PoolOf(cidr) is null);
    }

    // What "not found" rests on: without the pods it says less.
    private static string Searched(ClusterModel model)
    {
        List<string> missing = [];
        if (model.Objects.Nodes is null)
        {
            missing.Add("nodes");
        }

        if (model.Objects.Pods is null)
        {
            missing.Add("pods");
        }

        if (model.Objects.Pools is null)
        {
            missing.Add("pools");
        }

        if (model.Objects.Blocks is null)
        {
            missing.Add("IPAM blocks");
        }

        return missing.Count == 0 ? "nodes, pods, pools, blocks and nodes' interfaces were searched" : $"the evidence does not hold {string.Join(", ", missing)}";
    }
}
