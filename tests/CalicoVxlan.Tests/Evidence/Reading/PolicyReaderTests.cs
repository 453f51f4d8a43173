using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>Policies and sets of addresses: what they name, and where.</summary>
public class PolicyReaderTests
{
    [Fact]
    public void Addresses_are_given_with_the_field_that_names_them()
    {
        Assert.Equal(
            ["NetworkPolicy default/web spec.ingress[0].from[1].ipBlock.cidr 10.65.0.9/32", "NetworkPolicy default/web spec.ingress[0].from[1].ipBlock.except[0] 10.65.0.10/32", "NetworkPolicy default/web spec.egress[0].to[0].ipBlock.cidr fd00:65::9/128"],
            Named(Good("networkpolicies").NetworkPolicies));
        Assert.Equal(["GlobalNetworkPolicy default.out spec.egress[0].destination.nets[0] 10.65.0.9/32"], Named(Good("globalnetworkpolicies").GlobalNetworkPolicies));
        Assert.Equal(["NetworkSet default/hosts spec.nets[0] 10.65.0.9/32"], Named(Good("networksets").NetworkSets));
        Assert.Equal(["GlobalNetworkSet tunnels spec.nets[0] 10.65.0.9/32", "GlobalNetworkSet tunnels spec.nets[1] 10.65.1.0/24"], Named(Good("globalnetworksets").GlobalNetworkSets));
    }

    [Fact]
    public void Calicos_own_are_told_from_those_of_kubernetes_that_its_server_repeats()
    {
        PolicyObject policy = Assert.Single(Good("caliconetworkpolicies").CalicoNetworkPolicies!);
        Assert.Equal("networkpolicies.projectcalico.org", policy.Resource);
        Assert.Equal(
            ["Calico NetworkPolicy default/default.db spec.ingress[1].source.nets[0] 10.65.0.9/32", "Calico NetworkPolicy default/default.db spec.ingress[1].source.nets[2] 10.65.2.0/24", "Calico NetworkPolicy default/default.db spec.ingress[1].source.notNets[0] 10.65.0.11/32"],
            Named([policy]));
        Assert.Equal("globalnetworksets.crd.projectcalico.org", Good("globalnetworksets").GlobalNetworkSets![0].Resource);
    }

    [Fact]
    public void What_is_absent_is_unknown_and_no_problem()
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("ippools", ReaderSamples.OfCluster["ippools"]);
        Assert.Empty(problems);
        Assert.True(objects is { NetworkPolicies: null, CalicoNetworkPolicies: null, GlobalNetworkPolicies: null, NetworkSets: null, GlobalNetworkSets: null });
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a; reboot"},"spec":{"nets":["10.65.0.9"]}}""")]
    [InlineData("""{"metadata":{"name":"a","namespace":"\u001b[31m"},"spec":{"nets":["10.65.0.9"]}}""")]
    [InlineData("""{"metadata":{"name":"-oyaml"},"spec":{"nets":["10.65.0.9"]}}""")]
    public void Names_that_would_be_commands_are_none(string item)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("globalnetworksets", $$"""{"items":[{"metadata":{"name":"good"} },{{item}}]}""");
        Assert.Equal("good", Assert.Single(objects.GlobalNetworkSets!).Name);
        Assert.Equal("1 entry is left out, the first at byte 40: metadata.name or metadata.namespace is no name of Kubernetes'", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"nets":{"0":"10.65.0.9"}}}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"nets":[null,17,true,[],{},"10.65.0.9/33","10.65.0.9/-1","10.65.0","/32",""]}}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":[]}""")]
    [InlineData("""{"metadata":{"name":"a"}}""")]
    public void Lists_of_the_wrong_kind_name_nothing(string item)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("globalnetworksets", $$"""{"items":[{{item}}]}""");
        Assert.Empty(problems);
        Assert.Empty(Assert.Single(objects.GlobalNetworkSets!).Lists);
    }

    [Theory]
    [InlineData("networkpolicies", """{"metadata":{"name":"a"},"spec":{"ingress":[null,[],7,{"from":{}},{"from":[null,[],{"ipBlock":[]},{"ipBlock":{"cidr":{},"except":7}}]}],"egress":{}}}""")]
    [InlineData("globalnetworkpolicies", """{"metadata":{"name":"a"},"spec":{"ingress":[null,[],7,{"source":[]},{"source":{"nets":{}},"destination":7}],"egress":"x"}}""")]
    public void Rules_of_the_wrong_kind_name_nothing(string plural, string item)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster(plural, $$"""{"items":[{{item}}]}""");
        Assert.Empty(problems);
        Assert.Empty(Assert.Single((IReadOnlyList<PolicyObject>)ReaderProbe.Answer(objects, plural)!).Lists);
    }

    [Fact]
    public void A_set_of_a_hundred_thousand_is_read()
    {
        string nets = string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"\"11.{i >> 16}.{(i >> 8) & 255}.{i & 255}/32\""));
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("globalnetworksets", $$"""{"items":[{"metadata":{"name":"feed"},"spec":{"nets":[{{nets}}]} }]}""");
        Assert.Empty(problems);
        Assert.Equal(100_000, Assert.Single(Assert.Single(objects.GlobalNetworkSets!).Lists).Nets.Count);
    }

    private static IEnumerable<string> Named(IEnumerable<PolicyObject>? policies) => policies!.SelectMany(static p => p.Lists.SelectMany(l => l.Nets.Select(n => $"{p} {l.FieldOf(n)} {n.Cidr}")));

    private static ClusterObjects Good(string plural)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster(plural, ReaderSamples.OfCluster[plural]);
        Assert.Empty(problems);
        return objects;
    }
}
