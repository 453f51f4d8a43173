using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Lab;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Commands;

/// <summary>Breaks a lab in one way, or mends it.</summary>
[Cmdlet(VerbsCommon.Set, "CalicoLabFault", SupportsShouldProcess = true, DefaultParameterSetName = SetFault)]
[OutputType(typeof(CalicoLab))]
public sealed class SetCalicoLabFaultCommand : LabCommand
{
    private const string SetFault = "Set";
    private const string ClearFault = "Clear";

    /// <summary>The fault; with -Clear all when it is not given.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SetFault, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = ClearFault, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabFaultCompleter))]
    public string? Fault { get; set; }

    /// <summary>The node that it strikes; with -Clear any when it is not given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LabNodeCompleter))]
    public string? Node { get; set; }

    /// <summary>The peer towards which; all when it is not given, where the fault has peers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LabNodeCompleter))]
    public string? Peer { get; set; }

    /// <summary>The lab; not needed where there is just one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Lab")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabCompleter))]
    public string? Name { get; set; }

    /// <summary>Undoes instead.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClearFault)]
    public SwitchParameter Clear { get; set; }

    /// <summary>Writes the lab as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (NameOr(Name) is { } name)
        {
            Try(() => Change(CalicoLab.Open(name)));
        }
    }

    private void Change(CalicoLab lab)
    {
        // PowerShell gives an empty text for a property that is null.
        string? node = string.IsNullOrEmpty(Node) ? null : Node;
        string? peer = string.IsNullOrEmpty(Peer) ? null : Peer;
        string what = SafeText.Clean($"{(Clear ? "Clear" : "Set")} fault {Fault ?? "(all)"}{(node is null ? "" : " " + node)}{(peer is null ? "" : " to " + peer)}");
        if (ShouldProcess(lab.Name, what))
        {
            CalicoLab changed = Clear ? lab.ClearFault(Fault, node, peer) : lab.SetFault(Fault!, node, peer);
            if (PassThru)
            {
                WriteObject(changed);
            }
        }
    }
}
