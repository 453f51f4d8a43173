using System.Management.Automation;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Commands;

/// <summary>Lists the checks, with what each reads and why it exists.</summary>
[Cmdlet(VerbsCommon.Get, "CalicoCheck", DefaultParameterSetName = "Check")]
[OutputType(typeof(CalicoCheck), typeof(string))]
public sealed class GetCalicoCheckCommand : PSCmdlet
{
    /// <summary>Ids or categories.</summary>
    [Parameter(Position = 0, ParameterSetName = "Check", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Where the operational Pester test of the module is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pester")]
    public SwitchParameter PesterPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (PesterPath)
        {
            WriteObject(ShellHost.ModuleFile("Checks", "CalicoVxlan.Tests.ps1"));
            return;
        }

        Predicate<string>? wanted = Wildcards.Match(Id);
        bool any = false;
        foreach (CalicoCheck check in ModeTest.Checks)
        {
            if (wanted is null || wanted(check.Id) || wanted(check.Category))
            {
                any = true;
                WriteObject(check);
            }
        }

        if (!any)
        {
            WriteError(LookupErrors.NoSuchCheck(string.Join(", ", Id ?? [])));
        }
    }
}
