using System.Collections.ObjectModel;
using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Commands;

/// <summary>Reads snapshots of clusters, folders or zips, whoever wrote them.</summary>
[Cmdlet(VerbsData.Import, "CalicoEvidence", DefaultParameterSetName = ParameterSets.Path)]
[OutputType(typeof(CalicoEvidence))]
public sealed class ImportCalicoEvidenceCommand : CancellableCommand
{
    /// <summary>Folders or zips; wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Path, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Folders or zips by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.LiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IEnumerable<string> paths = ParameterSetName == ParameterSets.LiteralPath
            ? LiteralPath.Select(GetUnresolvedProviderPathFromPSPath)
            : Path.SelectMany(Expand);
        foreach (string path in paths)
        {
            if (Stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                CalicoEvidence evidence = EvidenceSnapshot.Open(path);
                EvidenceAtHand.Last = evidence;
                WriteObject(evidence);
            }
            catch (EvidenceException failure)
            {
                WriteError(EvidenceErrors.For(failure));
            }
        }
    }

    // A pattern that matches nothing is reported; the other paths go on.
    private Collection<string> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [GetUnresolvedProviderPathFromPSPath(path)];
        }

        try
        {
            Collection<string> found = GetResolvedProviderPathFromPSPath(path, out _);
            if (found.Count > 0)
            {
                return found;
            }
        }
        catch (ItemNotFoundException)
        {
            // Said below.
        }

        WriteError(EvidenceErrors.NothingMatches(path));
        return [];
    }
}
