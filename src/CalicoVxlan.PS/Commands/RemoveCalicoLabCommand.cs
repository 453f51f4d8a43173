using System.Management.Automation;
using CalicoVxlan.Lab;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Commands;

/// <summary>Removes labs: what they made and nothing else.</summary>
[Cmdlet(VerbsCommon.Remove, "CalicoLab", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveCalicoLabCommand : LabCommand
{
    /// <summary>Names of labs, wildcards allowed; not needed where there is just one.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Lab")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LabCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is not null)
        {
            Array.ForEach(Name, RemoveAll);
        }
        else if (NameOr(null) is { } name)
        {
            Remove(name);
        }
    }

    private void RemoveAll(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            Remove(pattern);
            return;
        }

        WildcardPattern match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        foreach (string name in CalicoLab.Names().Where(match.IsMatch))
        {
            Remove(name);
        }
    }

    private void Remove(string name) => Try(() =>
    {
        CalicoLab.CheckName(name);
        if (ShouldProcess(name, "Remove the lab's namespaces and records"))
        {
            CalicoLab.Remove(name);
        }
    });
}
