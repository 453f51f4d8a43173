using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.State;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.Faults;

/// <summary>Faults of a node's own devices and addresses.</summary>
internal static class DeviceFaults
{
    // Far from the nodes' own addresses, in the same subnet.
    private const ulong MovedHost = 100;

    private const string SecondDevice = "eth1";

    public static void VniMismatch(FaultTarget target)
    {
        target.Node.KernelVni = OtherVni(target.Node.Vni);
        Recreate(target.Node);
    }

    public static void PortMismatch(FaultTarget target)
    {
        target.Node.KernelPort = OtherPort(target.Node.Port);
        Recreate(target.Node);
    }

    public static void MissingDevice(FaultTarget target) => target.Node.Kernel.RemoveLink(CalicoNames.Device);

    public static void DeviceDown(FaultTarget target) => target.Node.Kernel.TakeDown(CalicoNames.Device);

    /// <summary>Only noted: there is no NetworkManager that would do anything.</summary>
    public static void ManagedDevice(FaultTarget target) => target.Node.IsDeviceManaged = true;

    public static void ChangedDeviceMac(FaultTarget target) =>
        target.Node.Kernel.Change(CalicoNames.Device, static l => l with { Mac = PeerFaults.OtherMac(l.Mac!) });

    public static void MissingIpv6Device(FaultTarget target) => target.Node.Annotation6 = null;

    /// <summary>The machine has got another address, and the kubelet says so; Calico still uses the old one.</summary>
    public static void LocalAddressGone(FaultTarget target)
    {
        Cidr was = target.Node.Plan.Address;
        target.Node.InternalAddress = was with { Address = was.Address.Plus(MovedHost) };
    }

    /// <summary>Calico found the address of a second network card, which leads to no other node.</summary>
    public static void WrongNodeAddress(FaultTarget target)
    {
        Cidr wrong = SecondAddress(target.Node);
        target.Node.Annotation = wrong;
        target.Node.Local = wrong.Address;
        target.Node.Parent = SecondDevice;
    }

    /// <summary>The second network card itself.</summary>
    public static void SecondCard(FaultTarget target)
    {
        NodeState node = target.Node;
        int mtu = target.Plan.Options.HostMtu;
        target.State.Fabric.Links.Add(new LinkState
        {
            Name = node.Plan.Port + "-b",
            Create = $"type veth peer name {SecondDevice} netns {node.Plan.Namespace}",
            Mtu = mtu,
        });
        int first = node.Kernel.Links.FindIndex(static l => l.Name == FabricKernel.NodeDevice);
        node.Kernel.Links.Insert(first + 1, new LinkState { Name = SecondDevice, Mtu = mtu });
        node.Kernel.Addresses.Add(new AddressState(SecondDevice, SecondAddress(node).ToString()));
    }

    public static int OtherVni(int vni) => vni == 0xffffff ? vni - 1 : vni + 1;

    public static int OtherPort(int port) => port == 65535 ? port - 1 : port + 1;

    private static Cidr SecondAddress(NodeState node) => new(NetAddress.Ipv4(0xc0a84d0au + (uint)node.Plan.Index), 24);

    private static void Recreate(NodeState node) => node.Kernel.Change(CalicoNames.Device, l =>
        l with { Create = FelixDataplane.VxlanDevice(node.KernelVni, node.Local.ToString(), node.Parent, node.KernelPort) });
}
