using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Frames;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>What to read, and which frames of it are wanted.</summary>
public abstract partial class CaptureCommand
{
    private DecodeOptions? decode;
    private FrameFilter? filter;

    /// <summary>Capture files; wildcards are expanded. In cvx, <c>-</c> is standard input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Path, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Capture files by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.LiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>UDP ports that carry VXLAN besides 4789, 8472 and 4790 (VXLAN-GPE); 1 to 65535.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateRange(1, 65535)]
    public int[]? Port { get; set; }

    /// <summary>Only frames of these VXLAN network identifiers, 0 to 16777215.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateRange(0, 16777215)]
    [ArgumentCompleter(typeof(VniCompleter))]
    public int[]? Vni { get; set; }

    /// <summary>Only frames from or to these addresses or blocks (10.65.1.2, 10.65.1.0/26, fd00::/64), of pods or of VTEPs.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateNotNull]
    [SuppressMessage("Performance", "CA1819", Justification = "PowerShell binds arrays.")]
    public AddressRange[]? Address { get; set; }

    /// <summary>Only frames whose pods' packet is of these protocols: TCP, UDP, ICMP, ICMPv6, ARP, SCTP, ... or an IP protocol number.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateNotNullOrEmpty]
    [ValidateProtocol]
    [ArgumentCompleter(typeof(ProtocolCompleter))]
    public string[]? Protocol { get; set; }

    /// <summary>Only frames captured at these points, such as eth0, cali* or vxlan.calico.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CapturePointCompleter))]
    public string[]? CapturePoint { get; set; }

    /// <summary>Every frame, not only the encapsulated ones.</summary>
    [Parameter(ParameterSetName = ParameterSets.Path)]
    [Parameter(ParameterSetName = ParameterSets.LiteralPath)]
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    public SwitchParameter All { get; set; }

    /// <summary>Evidence, or the path of a snapshot, that tells pods and nodes by their addresses.</summary>
    [Parameter]
    [EvidenceTransformation]
    [ValidateNotNull]
    public CalicoEvidence? Evidence { get; set; }

    /// <summary>The names that evidence tells; null without evidence.</summary>
    protected AddressNames? MakeNames() => Evidence is null ? null : new ClusterNames(ClusterModel.Of(Evidence));

    private DecodeOptions MakeDecodeOptions() => Port is null && Evidence is null ? DecodeOptions.Default
        : new DecodeOptions([.. (Port ?? []).Concat(Evidence is null ? [] : ClusterModel.Of(Evidence).Ports).Select(static p => (ushort)p)]) { Names = MakeNames() };

    private FrameFilter MakeFilter()
    {
        WildcardPattern[]? points = CapturePoint?.Select(static p => WildcardPattern.Get(p, WildcardOptions.IgnoreCase)).ToArray();
        return new FrameFilter
        {
            All = All,
            Vnis = Vni,
            Addresses = Address,
            Protocols = Protocol,
            CapturePoint = points is null ? null : name => points.Any(p => p.IsMatch(name)),
        };
    }
}
