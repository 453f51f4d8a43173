using CalicoVxlan.Verdicts.Checks.Address;
using CalicoVxlan.Verdicts.Checks.Device;
using CalicoVxlan.Verdicts.Checks.Host;
using CalicoVxlan.Verdicts.Checks.Known;
using CalicoVxlan.Verdicts.Checks.Mtu;
using CalicoVxlan.Verdicts.Checks.Peer;
using CalicoVxlan.Verdicts.Checks.Switch;
using CalicoVxlan.Verdicts.Checks.Wire;

namespace CalicoVxlan.Verdicts;

/// <summary>All checks, in the order an admin would go: from the API to the wire.</summary>
internal static class CheckCatalog
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new BackendCheck(), new PoolModeCheck(), new PoolEnvironmentCheck(), new ProbesCheck(), new VxlanEnabledCheck(), new IpipEnabledCheck(), new NodeOverridesCheck(),
        new EnvironmentShadowCheck(), new InstallationCheck(), new RolloutCheck(), new TunnelZeroCheck(), new LeftoverRoutesCheck(), new PolicyAddressesCheck(), new NatAddressesCheck(),
        new NodeAddressCheck(), new OnHostCheck(), new InternalAddressCheck(), new DuplicateAddressCheck(), new MaskCheck(), new TunnelAddressCheck(), new PoolCheck(), new AffinityCheck(), new BorrowedCheck(), new LeakCheck(),
        new ModuleCheck(), new PresentCheck(), new UpCheck(), new VniCheck(), new PortCheck(), new LocalCheck(), new ParentCheck(), new MacCheck(), new LearningCheck(), new FlowBasedCheck(), new AddressCheck(), new ConflictCheck(), new ManagerCheck(),
        new NeighbourCheck(), new FdbCheck(), new Checks.Peer.RouteCheck(), new StaleCheck(), new BlackholeCheck(), new PodRouteCheck(), new AllowedSetCheck(), new AgreementCheck(),
        new DeviceMtuCheck(), new BudgetCheck(), new RouteMtuCheck(), new FileCheck(), new PodsCheck(),
        new ForwardingCheck(), new ReversePathCheck(), new ProxyArpCheck(), new DefaultRouteCheck(), new ChecksumOffloadCheck(), new FirewallCheck(), new CountersCheck(),
        .. KnownIssueCatalog.Checks,
        new EncapsulatedCheck(), new VniOnWireCheck(), new IpipOnWireCheck(), new BothDirectionsCheck(),
    ];

    /// <summary>The check of an id.</summary>
    public static Check? Find(string id) => All.FirstOrDefault(c => c.Id == id);
}
