using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab;

/// <summary>A Calico VXLAN cluster out of network namespaces on this machine: real vxlan and veth devices, wired as Calico wires them.</summary>
public sealed partial class CalicoLab
{
    private readonly LabRecord record;
    private readonly LabPlan plan;
    private readonly LabStore store;
    private readonly LabState state;

    private CalicoLab(LabRecord record, LabStore store)
    {
        this.record = record;
        this.store = store;
        plan = LabPlanner.Make(record.Options);
        state = LabState.Make(plan, record.Faults);
        Nodes = [.. state.Nodes.Select(n => new CalicoLabNode(Name, n, Folder))];
        Pods = [.. state.Nodes.SelectMany(n => n.Pods.Select(p => new CalicoLabPod(Name, p)))];
        Faults = [.. record.Faults.Select(f => new CalicoLabFault(Name, f))];
    }

    /// <summary>Its name; its namespaces begin with it.</summary>
    public string Name => record.Options.Name;

    /// <summary>False when building it was cut off: it can only be removed.</summary>
    public bool IsComplete => record.IsComplete;

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt => record.CreatedAt;

    /// <summary>How it was wanted.</summary>
    public CalicoLabOptions Options => record.Options;

    /// <summary>VxlanMode, versions and numbers in a line, as a table shows them.</summary>
    public string Summary
    {
        get
        {
            string dual = Options.DualStack ? ", dual stack" : "";
            string subnets = Options.SubnetCount > 1 ? $", {Options.SubnetCount} subnets" : "";
            string borrowed = Options.BorrowedAddress ? ", borrowed addresses" : "";
            return $"{Options.VxlanMode}, VNI {Options.Vni}, port {Options.Port}, MTU {Options.HostMtu}, /{Options.BlockSize}{subnets}{dual}{borrowed}, Calico {Options.CalicoVersion}, {Options.Install}";
        }
    }

    /// <summary>How many nodes it has.</summary>
    public int NodeCount => Nodes.Count;

    /// <summary>How many pods it has.</summary>
    public int PodCount => Pods.Count;

    /// <summary>Every network namespace that is the lab's.</summary>
    public IReadOnlyList<string> Namespaces => [.. state.Namespaces.Select(static n => n.Name)];

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<CalicoLabNode> Nodes { get; }

    /// <summary>Its pods.</summary>
    public IReadOnlyList<CalicoLabPod> Pods { get; }

    /// <summary>The faults that are set.</summary>
    public IReadOnlyList<CalicoLabFault> Faults { get; }

    /// <summary>The namespace of what lies between the nodes.</summary>
    public string FabricNamespace => plan.FabricNamespace;

    /// <summary>Where the lab keeps what it knows of itself.</summary>
    public string Folder => store.Folder(Name);

    /// <summary>The Kubernetes objects, as <c>kubectl get PLURAL -A -o json</c> would print them: PLURAL.json each.</summary>
    public string ClusterFolder => Path.Combine(Folder, "cluster");

    internal LabState State => state;

    internal LabPlan Plan => plan;

    /// <summary>Opens a lab of this machine.</summary>
    /// <exception cref="LabException">There is none of that name, or it was not built to its end.</exception>
    public static CalicoLab Open(string name) => Open(name, LabStore.Default);

    /// <summary>Names of the labs of this machine, built to the end or not.</summary>
    public static IReadOnlyList<string> Names() => [.. LabStore.Default.Names];

    /// <summary>The labs of this machine whose record can be read.</summary>
    public static IReadOnlyList<CalicoLab> List() => List(LabStore.Default);

    internal static CalicoLab Open(string name, LabStore store)
    {
        LabOptionChecks.CheckName(name);
        if (!store.Exists(name))
        {
            throw NotFound(name);
        }

        return store.Read(name) is { } record ? new CalicoLab(record, store) : throw new LabException(LabFailure.Incomplete, name,
            $"Lab {name} has no record that can be read.", $"Remove what is left of it: Remove-CalicoLab -Name {name}.");
    }

    internal static IReadOnlyList<CalicoLab> List(LabStore store) =>
        [.. store.Names.Select(store.Read).OfType<LabRecord>().Select(r => new CalicoLab(r, store))];

    internal static LabException NotFound(string name) =>
        new(LabFailure.NotFound, name, $"There is no lab named {name}.", "Get-CalicoLab lists the labs; New-CalicoLab builds one.");

    /// <summary>The name and how many nodes it has.</summary>
    public override string ToString() => $"{Name} ({Nodes.Count} nodes)";
}
