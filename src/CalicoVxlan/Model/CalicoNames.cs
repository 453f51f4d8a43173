using System.Security.Cryptography;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Model;

/// <summary>The names and addresses that Calico computes from other names.</summary>
internal static class CalicoNames
{
    public const string Device = "vxlan.calico";
    public const string Device6 = "vxlan-v6.calico";
    public const string AllowedPeersSet = "cali40all-vxlan-net";
    public const string AllowedPeersSet6 = "cali60all-vxlan-net";
    public const int DefaultVni = 4096;
    public const int DefaultPort = 4789;

    /// <summary>Bytes that VXLAN adds: outer Ethernet, IPv4 (or IPv6), UDP and VXLAN header (int_dataplane.go).</summary>
    public const int Overhead = 50;

    /// <inheritdoc cref="Overhead"/>
    public const int Overhead6 = 70;

    /// <summary>The VTEP's MAC: 0x66 and the first five bytes of the SHA-1 of the node's name, with <c>-v6</c> for IPv6 (felix/calc/vxlan_resolver.go).</summary>
    public static MacAddress VtepMac(string node, bool isIpv6 = false)
    {
        byte[] hash = Hash(isIpv6 ? node + "-v6" : node);
        ulong value = 0x66;
        for (int i = 0; i < 5; i++)
        {
            value = (value << 8) | hash[i];
        }

        return new MacAddress(value);
    }

    /// <summary>
    /// The host's end of a pod's veth: the prefix and the first eleven hexadecimal digits of the SHA-1 of <c>NAMESPACE.POD</c>
    /// (libcalico-go/lib/backend/k8s/conversion/workload_endpoint_default.go).
    /// </summary>
    public static string Veth(string @namespace, string pod, string prefix = "cali") =>
        prefix + Convert.ToHexStringLower(Hash($"{@namespace}.{pod}"))[..11];

    /// <summary>Name of a block's or affinity's object part for a CIDR: 10.65.0.0/26 is <c>10-65-0-0-26</c>.</summary>
    public static string BlockName(Cidr cidr) => cidr.ToString().Replace('.', '-').Replace(':', '-').Replace('/', '-');

#pragma warning disable CA5350 // Nothing is secret here: names are computed as Calico computes them.
    private static byte[] Hash(string name) => SHA1.HashData(Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
}
