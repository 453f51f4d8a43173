using System.Management.Automation;
using CalicoVxlan.Lab;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Commands;

/// <summary>What of a lab is written.</summary>
public enum CalicoLabItem
{
    /// <summary>The lab itself.</summary>
    Lab,

    /// <summary>Its nodes.</summary>
    Node,

    /// <summary>Its pods.</summary>
    Pod,

    /// <summary>The faults that are set.</summary>
    Fault,

    /// <summary>The faults that there are.</summary>
    FaultKind,
}

/// <summary>Shows labs, or their nodes, pods and faults.</summary>
[Cmdlet(VerbsCommon.Get, "CalicoLab")]
[OutputType(typeof(CalicoLab), typeof(CalicoLabNode), typeof(CalicoLabPod), typeof(CalicoLabFault), typeof(CalicoLabFaultInfo))]
public sealed class GetCalicoLabCommand : LabCommand
{
    /// <summary>Names of labs, wildcards allowed; all when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Lab")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LabCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>What is written: labs, their nodes, pods or faults, or the faults that there are.</summary>
    [Parameter]
    public CalicoLabItem Show { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Show == CalicoLabItem.FaultKind)
        {
            WriteObject(CalicoLab.AllFaults, enumerateCollection: true);
            return;
        }

        IReadOnlyList<string> names = CalicoLab.Names();
        foreach (string pattern in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                Try(() => Write(CalicoLab.Open(pattern)));
                continue;
            }

            WildcardPattern match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            foreach (string name in names.Where(match.IsMatch))
            {
                Try(() => Write(CalicoLab.Open(name)));
            }
        }
    }

    private void Write(CalicoLab lab)
    {
        object rows = Show switch
        {
            CalicoLabItem.Node => lab.Nodes,
            CalicoLabItem.Pod => lab.Pods,
            CalicoLabItem.Fault => lab.Faults,
            _ => lab,
        };
        WriteObject(rows, enumerateCollection: true);
    }
}
