using System.Management.Automation;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Commands;

/// <summary>Builds a Calico VXLAN cluster out of network namespaces on this machine.</summary>
[Cmdlet(VerbsCommon.New, "CalicoLab", SupportsShouldProcess = true)]
[OutputType(typeof(CalicoLab))]
public sealed class NewCalicoLabCommand : LabCommand
{
    private const int ActivityId = 4790;

    /// <summary>Name of the lab: 1 to 8 of a-z, 0-9 and -.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "calico";

    /// <summary>How many nodes.</summary>
    [Parameter]
    [ValidateRange(2, 32)]
    public int NodeCount { get; set; } = 2;

    /// <summary>How many pods each node has.</summary>
    [Parameter]
    [ValidateRange(0, 50)]
    public int PodsPerNode { get; set; } = 2;

    /// <summary>Always, or CrossSubnet: only between nodes of different subnets.</summary>
    [Parameter]
    [ValidateSet("Always", "CrossSubnet")]
    public string VxlanMode { get; set; } = nameof(EncapsulationMode.Always);

    /// <summary>How many subnets the nodes are spread over, with a router between them.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int SubnetCount { get; set; } = 1;

    /// <summary>Bits of the prefix of an IPv4 block.</summary>
    [Parameter]
    [ValidateRange(20, 32)]
    public int BlockSize { get; set; } = 26;

    /// <summary>MTU of the nodes' network cards, in bytes.</summary>
    [Parameter]
    [ValidateRange(576, 9216)]
    public int HostMtu { get; set; } = 1500;

    /// <summary>The VXLAN network identifier.</summary>
    [Parameter]
    [ValidateRange(1, 16777215)]
    public int Vni { get; set; } = 4096;

    /// <summary>The UDP port.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 4789;

    /// <summary>IPv6 beside IPv4.</summary>
    [Parameter]
    public SwitchParameter DualStack { get; set; }

    /// <summary>The last pod of each node has an address out of the next node's block.</summary>
    [Parameter]
    public SwitchParameter BorrowedAddress { get; set; }

    /// <summary>The version of Calico whose doing is imitated, 3.27 to 3.33.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CalicoVersionCompleter))]
    public string CalicoVersion { get; set; } = "3.32";

    /// <summary>How Calico was installed.</summary>
    [Parameter]
    public CalicoLabInstall Install { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        CalicoLabOptions options = MakeOptions();
        options.Validate();
        if (ShouldProcess(Name, $"Build a lab of {NodeCount} nodes with {PodsPerNode} pods each out of network namespaces"))
        {
            CalicoLab lab = CalicoLab.New(options, Report, Stop);
            WriteProgress(new ProgressRecord(ActivityId, "Building lab", Name) { RecordType = ProgressRecordType.Completed });
            WriteObject(lab);
        }
    });

    // A version is text here: PowerShell reads 3.30 as the number 3.3.
    private CalicoLabOptions MakeOptions() => new()
    {
        Name = Name,
        NodeCount = NodeCount,
        PodsPerNode = PodsPerNode,
        VxlanMode = Enum.Parse<EncapsulationMode>(VxlanMode, ignoreCase: true),
        SubnetCount = SubnetCount,
        BlockSize = BlockSize,
        HostMtu = HostMtu,
        Vni = Vni,
        Port = Port,
        DualStack = DualStack,
        BorrowedAddress = BorrowedAddress,
        CalicoVersion = Version.TryParse(CalicoVersion.TrimStart('v', 'V'), out Version? version) ? version : new Version(0, 0),
        Install = Install,
    };

    private void Report(string what, int done, int total) => WriteProgress(new ProgressRecord(ActivityId, "Building lab", what)
    {
        PercentComplete = total > 0 ? done * 100 / total : 0,
    });
}
